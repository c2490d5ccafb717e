package io.roomcast.contract.program;

import io.roomcast.program.ClientSession;
import io.roomcast.program.Data;
import io.roomcast.program.Joined;
import io.roomcast.program.Left;
import io.roomcast.program.OfType;
import io.roomcast.program.Received;
import io.roomcast.program.Roomcast;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A program that does, in every room, whatever a test asks it for by the type of an event. */
@ApplicationScoped
public class Trial {
    @Inject
    private Roomcast roomcast;

    void joined(@Observes Joined joined) {
        joined.session().attributes().put("came", joined.session().name());
    }

    void left(@Observes Left left) {
        left.room().emit("left", left.session().attributes().getOrDefault("came", "nobody"));
    }

    void take(@Observes @OfType("take") Received received) {
        received.take(received.data());
    }

    void takeWithoutAnswer(@Observes @OfType("take nothing") Received received) {
        received.take();
    }

    void takeWithMany(@Observes @OfType("take many") Received received) {
        received.take(1, "two", Map.of("three", List.of(3)));
    }

    void refuse(@Observes @OfType("refuse") Received received) {
        received.refuse("not " + received.data().text());
    }

    void replace(@Observes @OfType("replace") Received received) {
        received.replace(received.data().text().toUpperCase(java.util.Locale.ROOT));
    }

    void replaceAll(@Observes @OfType("replace all") Received received) {
        received.replaceBy("replaced", "by", "these");
    }

    void fail(@Observes @OfType("fail") Received received) {
        throw new IllegalStateException("as asked: " + received.data().text());
    }

    /** Until it is interrupted. */
    void hang(@Observes @OfType("hang") Received received) throws InterruptedException {
        try {
            new CountDownLatch(1).await();
        } finally {
            received.room().emit("interrupted");
        }
    }

    void toOne(@Observes @OfType("to one") Received received) {
        received.take();
        received.session().emit("one", received.data());
    }

    void toOthers(@Observes @OfType("to others") Received received) {
        received.take();
        received.session().others().emit("others", received.data());
    }

    void toAll(@Observes @OfType("to all") Received received) {
        received.take();
        received.room().emit("all", received.data());
    }

    void toSome(@Observes @OfType("to some") Received received) {
        received.take();
        received.room().to(received.data().as(String[].class)).emit("some", "of you");
    }

    void ask(@Observes @OfType("ask") Received received) {
        received.take();
        ClientSession asked = received.session();
        asked.ask("question", received.data())
                .thenApply(Data::json)
                .exceptionally(failure -> failure.getMessage())
                .thenAccept(answer -> asked.others().emit("answered", answer));
    }

    void keep(@Observes @OfType("keep") Received received) {
        Map<String, Object> kept = received.session().attributes();
        received.take(kept.merge("count", 1, (one, other) -> (Integer) one + (Integer) other), kept.get("came"));
    }

    void elsewhere(@Observes @OfType("elsewhere") Received received) {
        received.take();
        roomcast.room(received.data().text())
                .emit("from afar", received.session().name());
    }

    void remove(@Observes @OfType("remove") Received received) {
        received.take();
        roomcast.remove(received.room().room());
    }

    void kick(@Observes @OfType("kick") Received received) {
        received.take();
        received.session().kick(received.data().text());
    }

    void end(@Observes @OfType("end") Received received) {
        received.take();
        received.session().end();
    }

    void second(@Observes @OfType("twice") Received received) {
        received.replace(received.data().text() + " second");
    }

    void first(@Observes @Priority(1) @OfType("twice") Received received) {
        received.replace(received.data().text() + " first");
    }

    void look(@ObservesAsync @OfType("look") Received received) {
        received.session().others().emit("seen", received.data(), received.id());
    }

    void lookAtTaken(@ObservesAsync @OfType("to one") Received received) {
        try {
            received.refuse("too late");
        } catch (IllegalStateException tooLate) {
            received.session().others().emit("seen", "taken");
        }
    }
}
