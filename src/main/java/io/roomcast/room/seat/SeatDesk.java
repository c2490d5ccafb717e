package io.roomcast.room.seat;

import io.roomcast.room.lane.OpenLane;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.RosterNews;
import io.roomcast.room.log.SeatHold;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatRequest.Manner;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The requests to the store about the seats of one room. Stages complete on the room's strand. */
final class SeatDesk {
    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final Ending NOBODY_CAME = Ending.of(Code.CLOSED).because("the member did not come back in time");

    private final OpenLane lane;
    private final Time time;
    private final Executor strand;
    private final String room;
    private final Seats.Rules rules;
    private final Roster roster;
    private final SeatListener listener;
    private final BiConsumer<RosterNews, Long> learned;

    /** @param learned takes the news that comes with each result, and when it was asked for */
    SeatDesk(
            OpenLane lane,
            Time time,
            Executor strand,
            String room,
            Seats.Rules rules,
            Roster roster,
            SeatListener listener,
            BiConsumer<RosterNews, Long> learned) {
        this.lane = lane;
        this.time = time;
        this.strand = strand;
        this.room = room;
        this.rules = rules;
        this.roster = roster;
        this.listener = listener;
        this.learned = learned;
    }

    String freshNonce() {
        return lane.freshName();
    }

    /** Whether the server of this name is this one. */
    boolean isHere(String node) {
        return node.equals(lane.node());
    }

    /** Other servers must know when a seat's time ends. Without others, this server is there to give it up. */
    boolean isAlone() {
        return lane.isAlone();
    }

    /** Returns this server's hold on a seat, as long as its lease. */
    SeatHold hold(String nonce) {
        return new SeatHold(nonce, lane.node(), Optional.empty());
    }

    /** Returns this server's hold on a seat for a while; without other servers, as long as its lease. */
    SeatHold hold(String nonce, Duration length) {
        return isAlone() ? hold(nonce) : new SeatHold(nonce, lane.node(), Optional.of(length));
    }

    /** Returns how long no seat may be given up yet for want of its member. */
    Duration mercy() {
        return lane.mercy(rules.grace());
    }

    /**
     * Requests a seat; fails with a refusal if it is not given.
     *
     * @param taken runs with the result, before the news that comes with it is learned
     * @param isHeld whether the seat is known to be held so. If it is not, a doubtful request is undone once it can no
     *     longer take effect
     */
    CompletionStage<SeatResult.Outcome> take(
            Member asked,
            SeatHold hold,
            Manner manner,
            BiConsumer<SeatResult.Outcome, Long> taken,
            BooleanSupplier isHeld) {
        int most = manner == Manner.KEEP ? Integer.MAX_VALUE : rules.most();
        return ask(
                () -> new SeatRequest.Take(room, roster.known(), asked, hold, manner, most, rules.grace()),
                taken,
                () -> again(lane.length(), () -> {
                    if (!isHeld.getAsBoolean()) {
                        giveBack(asked.id(), hold.nonce());
                    }
                }));
    }

    /** Gives a seat up, whoever holds it. */
    CompletionStage<SeatResult.Outcome> free(String member, Ending why, BiConsumer<SeatResult.Outcome, Long> freed) {
        return ask(() -> new SeatRequest.Free(room, roster.known(), member, Optional.empty(), why), freed, () -> {});
    }

    /** Gives up a seat whose member did not come back. */
    CompletionStage<SeatResult.Outcome> expire(
            String member, String nonce, BiConsumer<SeatResult.Outcome, Long> freed) {
        return ask(
                () -> new SeatRequest.Free(room, roster.known(), member, Optional.of(nonce), NOBODY_CAME),
                freed,
                () -> {});
    }

    /**
     * Gives back, eventually, a seat that is held in this server's name but unknown here. Another server may have told
     * its member that it is seated, so it gets the grace period to come back.
     */
    void giveBack(String member, String nonce) {
        SeatHold held = new SeatHold(nonce, lane.node(), Optional.of(rules.grace()));
        CompletionStage<SeatResult.Outcome> let = ask(
                () -> new SeatRequest.Take(
                        room,
                        roster.known(),
                        new Member(member, ""),
                        held,
                        Manner.LET_GO,
                        Integer.MAX_VALUE,
                        rules.grace()),
                (outcome, sent) -> {},
                () -> {});
        let.whenComplete((outcome, failure) -> {
            if (failure != null) {
                again(AGAIN, () -> giveBack(member, nonce));
            } else if (outcome instanceof SeatResult.Sat) {
                again(rules.grace(), () -> giveUp(member, nonce));
            }
        });
    }

    private void giveUp(String member, String nonce) {
        CompletionStage<SeatResult.Outcome> given = expire(
                member,
                nonce,
                (outcome, sent) -> ((SeatResult.Freed) outcome).who().ifPresent(listener::neverCameBack));
        given.whenComplete((outcome, failure) -> {
            if (failure != null) {
                again(AGAIN, () -> giveUp(member, nonce));
            }
        });
    }

    private void again(Duration delay, Runnable task) {
        time.after(delay, () -> strand.execute(task));
    }

    private CompletionStage<SeatResult.Outcome> ask(
            Supplier<SeatRequest> request, BiConsumer<SeatResult.Outcome, Long> taken, Runnable doubtful) {
        long sent = time.elapsed();
        AtomicInteger requests = new AtomicInteger();
        Supplier<SeatRequest> counted = () -> {
            requests.incrementAndGet();
            return request.get();
        };
        return lane.change(counted)
                .handleAsync(
                        (done, failure) -> {
                            // It was sent again if its group failed; the first may reach the store even now.
                            if (requests.get() > (failure == null ? 1 : 0)) {
                                doubtful.run();
                            }
                            if (failure != null) {
                                throw Refusal.of(failure);
                            }
                            if (done.outcome() instanceof SeatResult.Refused refused) {
                                throw refused.why();
                            }
                            taken.accept(done.outcome(), sent);
                            learned.accept(done.news(), sent);
                            return done.outcome();
                        },
                        strand);
    }
}
