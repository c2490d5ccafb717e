package io.roomcast.room;

import io.roomcast.room.lane.GroupCommit;
import io.roomcast.room.log.Ack;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.seat.Seats;
import io.roomcast.room.who.Visitor;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Publishes into a room's log: past the programs and through the group commit. The unanswered publishes of each session
 * are bounded, so that their repeats are always recognised. Any thread may publish; the rest happens on the room's
 * strand.
 */
final class Publisher {
    private final GroupCommit commits;
    private final int most;
    private final Executor strand;
    private final OpenLog log;
    private final Seats seats;
    private final ProgramGate gate;
    private final Map<String, Integer> unanswered = new ConcurrentHashMap<>();

    Publisher(GroupCommit commits, int most, Executor strand, OpenLog log, Seats seats, ProgramGate gate) {
        this.commits = commits;
        this.most = most;
        this.strand = strand;
        this.log = log;
        this.seats = seats;
        this.gate = gate;
    }

    /** Publishes for a client, unless a program takes or refuses it. Completes when the engine has made it durable. */
    CompletionStage<Ack> publish(Visitor visitor, Draft draft) {
        return log.whenOpen(() -> seats.name(draft.from()).thenCompose(from -> add(visitor, draft.from(from))))
                .thenApply(Publisher::outcome);
    }

    /** Publishes for one of the deployer's programs; no other program is asked. */
    CompletionStage<Ack> publish(Draft draft) {
        return log.whenOpen(() -> commits.add(draft, strand)).thenApply(Publisher::outcome);
    }

    private CompletionStage<Receipt> add(Visitor visitor, Draft draft) {
        Member from = draft.from();
        if (!from.isGuest() && unanswered.merge(from.id(), 1, Integer::sum) > most) {
            answered(from);
            throw new Refusal(
                    Code.TOO_MANY, "more than " + most + " publishes wait for their answers; nothing was published");
        }
        CompletionStage<Receipt> outcome = gate.isWatched() ? gate.publish(draft, visitor) : commits.add(draft, strand);
        return outcome.whenComplete((receipt, failure) -> answered(from));
    }

    private void answered(Member from) {
        unanswered.computeIfPresent(from.id(), (id, count) -> count == 1 ? null : count - 1);
    }

    private static Ack outcome(Receipt receipt) {
        if (receipt instanceof Receipt.Appended appended) {
            return new Ack.InLog(appended.position());
        }
        if (receipt instanceof Receipt.Repeated repeated) {
            return new Ack.InLog(repeated.position());
        }
        if (receipt instanceof Receipt.Stranger stranger) {
            throw new Refusal(Code.NOT_FOUND, "no member with the id " + stranger.member() + " was ever in this room");
        }
        if (receipt instanceof Receipt.Taken taken) {
            return new Ack.Taken(taken.answer());
        }
        throw new Refusal(Code.CONFLICT, "this id was already used for another event");
    }

    boolean isIdle() {
        return unanswered.isEmpty();
    }
}
