package io.roomcast.room;

import io.roomcast.room.lane.OpenLane;
import io.roomcast.room.log.Ack;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Visitor;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * How what is published gets into a room's log: past the programs and through the group commit. Any thread may publish;
 * the rest happens on the room's strand.
 */
final class Publisher {
    private final OpenLane lane;
    private final Executor strand;
    private final OpenLog log;
    private final Seats seats;
    private final InFlightLimit unanswered;
    private final ProgramGate gate;

    Publisher(OpenLane lane, int unacked, Executor strand, OpenLog log, Seats seats, ProgramGate gate) {
        this.lane = lane;
        this.strand = strand;
        this.log = log;
        this.seats = seats;
        this.unanswered = new InFlightLimit(unacked);
        this.gate = gate;
    }

    CompletionStage<Ack> publish(Visitor visitor, Draft draft) {
        return log.whenOpen(() -> {
                    Draft named = draft.from(named(draft.from()));
                    return unanswered.until(named.from(), () -> gate.publish(named, visitor));
                })
                .thenApply(Publisher::outcome);
    }

    /** For a program: no other program is asked. */
    CompletionStage<Ack> publish(Draft draft) {
        return log.whenOpen(() -> lane.append(draft, strand)).thenApply(Publisher::outcome);
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
        if (receipt instanceof Receipt.Stranger stranger) {
            throw new Refusal(Code.NOT_FOUND, "nobody with the id " + stranger.member() + " was ever in this room");
        }
        if (receipt instanceof Receipt.Taken taken) {
            return new Ack.Taken(taken.answer());
        }
        throw new Refusal(Code.CONFLICT, "this id was used before for something else");
    }

    /** Whether nothing is on its way. */
    boolean isIdle() {
        return unanswered.isEmpty();
    }
}
