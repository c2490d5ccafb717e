package io.roomcast.demo;

import io.roomcast.program.ClientSession;
import io.roomcast.program.InRoom;
import io.roomcast.program.Joined;
import io.roomcast.program.OfType;
import io.roomcast.program.Received;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/**
 * The first page of every book on Socket.IO, in the room {@code news}: who comes is told {@code news}, answers by
 * {@code my other event}, and that is acknowledged with what it said. A {@code question} comes back to be answered, as an
 * event that wants an acknowledgement, and what is answered is told to whoever had asked.
 */
@ApplicationScoped
public class News {
    void ask(@Observes @InRoom("news") Joined joined) {
        joined.session().emit("news", Map.of("hello", "world"));
    }

    void answered(@Observes @InRoom("news") @OfType("my other event") Received answer) {
        answer.session().attributes().put("said", answer.data());
        answer.take(answer.data());
    }

    void question(@Observes @InRoom("news") @OfType("question") Received question) {
        question.take();
        ClientSession asked = question.session();
        asked.ask("question", question.arguments().toArray()).thenAccept(answer -> asked.emit("answered", answer));
    }
}
