package io.roomcast.room;

import io.roomcast.room.log.Ack;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Visitor;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * How what is published comes into a room: past the programs and through the store, and from there to the readers. Any
 * thread may publish; the rest happens on the room's strand and that of the commits.
 */
final class Intake implements Commits.Landing {
    private final Rooms rooms;
    private final Executor strand;
    private final OpenLog log;
    private final Seats seats;
    private final Readers readers;
    private final Unanswered unanswered;
    private final Vetting vetting;

    Intake(Rooms rooms, String room, Executor strand, OpenLog log, Seats seats, Readers readers) {
        this.rooms = rooms;
        this.strand = strand;
        this.log = log;
        this.seats = seats;
        this.readers = readers;
        this.unanswered = new Unanswered(rooms.limits().unacked());
        this.vetting = new Vetting(rooms, room, strand);
    }

    CompletionStage<Ack> publish(Visitor visitor, Draft draft) {
        return log.whenOpen()
                .thenComposeAsync(
                        span -> {
                            Draft named = draft.from(named(draft.from()));
                            return unanswered.until(named.from(), () -> vetting.publish(named, visitor, this));
                        },
                        strand)
                .thenApply(Intake::outcome);
    }

    CompletionStage<Ack> publish(Draft draft) {
        return log.whenOpen()
                .thenComposeAsync(span -> rooms.commits().add(draft, this), strand)
                .thenApply(Intake::outcome);
    }

    private Member named(Member from) {
        if (from.isGuest()) {
            return from;
        }
        return seats.known(from.id()).orElse(from.name().isEmpty() ? from.named("user") : from);
    }

    private static Ack outcome(Receipt receipt) {
        if (receipt instanceof Receipt.Appended appended) {
            return new Ack.InLog(appended.position());
        }
        if (receipt instanceof Receipt.Repeated repeated) {
            return new Ack.InLog(repeated.position());
        }
        if (receipt instanceof Receipt.Unknown unknown) {
            throw new Refusal(Code.NOT_FOUND, "nobody with the id " + unknown.member() + " was ever in this room");
        }
        if (receipt instanceof Receipt.Taken taken) {
            return new Ack.Taken(taken.answer());
        }
        throw new Refusal(Code.CONFLICT, "this id was used before for something else");
    }

    /** Events are durable: they become visible here. */
    @Override
    public void landed(Receipt receipt) {
        if (receipt instanceof Receipt.Appended appended) {
            if (log.tail().add(appended.events())) {
                wake(appended.events());
            } else {
                lookAgain();
            }
        } else if (receipt instanceof Receipt.Repeated repeated
                && !log.tail().span().holds(repeated.position())) {
            lookAgain();
        }
    }

    /** A private event wakes only whom it is for. */
    private void wake(List<Event> events) {
        if (!events.stream().allMatch(event -> event.content().isPrivate())) {
            readers.wake();
            return;
        }
        TreeSet<String> some = new TreeSet<>();
        for (Event event : events) {
            some.addAll(event.content().to());
            some.add(event.from().id());
        }
        readers.wake(some);
    }

    @Override
    public void lookAgain() {
        log.lookAgain().thenRun(readers::wake);
    }

    Vetting vetting() {
        return vetting;
    }

    /** Whether nothing is on its way. */
    boolean isIdle() {
        return unanswered.isEmpty() && vetting.isIdle();
    }
}
