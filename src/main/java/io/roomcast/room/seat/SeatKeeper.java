package io.roomcast.room.seat;

import io.roomcast.room.log.Member;
import io.roomcast.room.log.RosterChange;
import io.roomcast.room.log.SeatHold;
import io.roomcast.room.log.SeatRequest.Manner;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.log.SeatResult.Before;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.time.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Keeps seats as the store says: takes them, renews their hold while they have a reader, and gives them up after they
 * had none for the grace period. On the room's strand.
 */
final class SeatKeeper {
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final SeatDesk desk;
    private final Time time;
    private final Executor strand;
    private final Duration grace;
    private final SeatListener listener;
    private final Map<String, Seat> seats = new HashMap<>();

    SeatKeeper(SeatDesk desk, Time time, Executor strand, Duration grace, SeatListener listener) {
        this.desk = desk;
        this.time = time;
        this.strand = strand;
        this.grace = grace;
        this.listener = listener;
    }

    Optional<Seat> seat(String member) {
        return Optional.ofNullable(seats.get(member));
    }

    List<Seat> all() {
        return List.copyOf(seats.values());
    }

    /** Returns the member's seat, or a new one that is to be taken. */
    Seat seatFor(String member) {
        return seats.computeIfAbsent(member, Seat::new);
    }

    void put(Seat seat) {
        seats.put(seat.id(), seat);
        watch(seat);
    }

    /** Requests a seat from the store. Its answer has been taken over when this completes. */
    CompletionStage<SeatResult.Outcome> take(Seat seat, Member asked, SeatHold hold, Manner manner) {
        seat.asks();
        String nonce = hold.nonce();
        BiConsumer<SeatResult.Outcome, Long> taken = (outcome, sent) -> {
            if (outcome instanceof SeatResult.Sat sat && sat.nonce().equals(nonce)) {
                holds(seat, sat, hold.hold().map(held -> sent + held.toMillis()).orElse(Seat.AS_LONG_AS_THE_LEASE));
            } else if (outcome instanceof SeatResult.Away away && manner == Manner.KEEP) {
                isOthers(seat, nonce, away.why());
            }
        };
        BooleanSupplier isHeld =
                () -> seat(seat.id()).filter(one -> one.nonce().equals(nonce)).isPresent();
        return desk.take(asked, hold, manner, taken, isHeld).whenComplete((outcome, failure) -> {
            seat.answered();
            if (failure == null) {
                settle(seat);
            } else {
                settleLater(seat);
            }
        });
    }

    /**
     * Handles that the seat is held by another nonce. That comes before anything else is done about it, or the seat
     * would be kept again immediately. Polls at two servers do not replace each other: if another poll holds the seat,
     * the news says so.
     */
    private void isOthers(Seat seat, String nonce, Ending why) {
        if (!seat.nonce().equals(nonce) || seat.member().isEmpty()) {
            return;
        }
        leave(seat, true);
        if (why.code() == Code.REPLACED && seat.until().isPresent() && seat.isLive()) {
            seat.noteHeldElsewhere();
        } else {
            seat.vacate();
            seat.endSeated(why);
        }
    }

    private void holds(Seat seat, SeatResult.Sat sat, long until) {
        boolean wasHere = seat.member().isPresent() && seat.isMine();
        leave(seat, sat.before() != Before.A_SERVER);
        seat.holds(sat.member(), sat.nonce(), sat.number(), true, until);
        if (sat.before() == Before.A_SERVER && !wasHere) {
            listener.came(sat.member(), seat.visitor());
        } else if (sat.before() != Before.A_SERVER) {
            listener.joined(sat.member(), seat.visitor(), sat.before() == Before.A_LOST_SERVER);
        }
    }

    /** Unless a request is under way: takes over what was heard of the seat meanwhile, and starts its time. */
    void settle(Seat seat) {
        if (seat.isAsked() || seats.get(seat.id()) != seat) {
            return;
        }
        if (seat.member().isPresent()) {
            seat.news().ifPresent(news -> apply(seat, news));
        }
        if (!seat.isAsked()) {
            if (seat.member().isEmpty()) {
                seats.remove(seat.id());
            } else {
                watch(seat);
            }
            seat.waitingForMember().complete(null);
        }
    }

    /** The request failed, and is not repeated immediately. */
    private void settleLater(Seat seat) {
        if (seat.isSettled()) {
            ring(seat, AGAIN, () -> settle(seat));
            seat.waitingForMember().complete(null);
        } else {
            settle(seat);
        }
    }

    private void apply(Seat seat, RosterChange news) {
        if (news instanceof RosterChange.Sat sat) {
            long until =
                    sat.left().map(left -> time.elapsed() + left.toMillis()).orElse(Seat.AS_LONG_AS_THE_LEASE);
            boolean here = desk.isHere(sat.node());
            if (here || (sat.left().isPresent() && seat.until().isPresent())) {
                leave(seat, !here);
                if (here && !seat.isMine()) {
                    listener.came(sat.member(), seat.visitor());
                }
                seat.holds(sat.member(), sat.nonce(), sat.number(), here, until);
            } else {
                drop(seat, Ending.of(Code.REPLACED));
            }
        } else if (news instanceof RosterChange.Went went) {
            if (went.byTime() && seat.isLive()) {
                keep(seat);
            } else {
                drop(seat, went.why());
            }
        }
    }

    /** Tells programs that the seat is not here any more. */
    private void leave(Seat seat, boolean goes) {
        if (goes && seat.isMine()) {
            listener.went(seat.member().orElseThrow());
        }
    }

    private void drop(Seat seat, Ending why) {
        leave(seat, true);
        seat.vacate();
        seat.end(why);
    }

    /** Returns how long a poll holds a seat: long enough that the next polls need not renew it. */
    Duration pollsHold() {
        return grace.multipliedBy(3).dividedBy(2);
    }

    /** Renews the hold of a seat: because time passes, or because the store may have forgotten it. */
    void keep(Seat seat) {
        if (seat.until().isPresent()) {
            keep(seat, nonce -> desk.hold(nonce, pollsHold()));
        } else {
            keep(seat, desk::hold);
        }
    }

    private void keep(Seat seat, Function<String, SeatHold> hold) {
        boolean mine = seat.isMine();
        String nonce = mine ? seat.nonce() : desk.freshNonce();
        CompletionStage<SeatResult.Outcome> kept =
                take(seat, seat.member().orElseThrow(), hold.apply(nonce), mine ? Manner.KEEP : Manner.POLL);
        String held = seat.nonce();
        kept.whenComplete((outcome, failure) -> {
            if (failure != null) {
                ring(seat, AGAIN, () -> keep(seat, hold));
            } else if (outcome instanceof SeatResult.Away away
                    && !mine
                    && seat.isSettled()
                    && seat.nonce().equals(held)) {
                drop(seat, away.why());
                settle(seat);
            }
        });
    }

    /** Sets the alarm that renews a seat with a reader, or gives up one without, after the grace. */
    void watch(Seat seat) {
        long now = time.elapsed();
        if (!seat.isLive() && !seat.isMine()) {
            seats.remove(seat.id(), seat);
        } else if (!seat.isLive() && seat.until().isEmpty() && !desk.isAlone()) {
            keep(seat, nonce -> desk.hold(nonce, grace));
        } else if (!seat.isLive()) {
            long left = seat.until().map(until -> Math.max(0, until - now)).orElse(grace.toMillis());
            ring(seat, Duration.ofMillis(left), () -> expire(seat));
        } else if (seat.until().isPresent()) {
            long left = seat.until().get() - grace.toMillis() - now;
            ring(seat, left <= 0 ? AGAIN : Duration.ofMillis(left), () -> keep(seat));
        } else {
            seat.silence();
        }
    }

    private void ring(Seat seat, Duration delay, Runnable task) {
        seat.ringBy(time.after(
                delay,
                () -> strand.execute(() -> {
                    if (seats.get(seat.id()) == seat && seat.isSettled()) {
                        task.run();
                    }
                })));
    }

    /** Gives the seat up, unless a reader came while the alarm rang. */
    private void expire(Seat seat) {
        Duration mercy = desk.mercy();
        if (seat.isLive()) {
            watch(seat);
        } else if (!mercy.isZero()) {
            ring(seat, mercy, () -> expire(seat));
        } else {
            giveUp(seat);
        }
    }

    private void giveUp(Seat seat) {
        seat.asks();
        CompletionStage<SeatResult.Outcome> given =
                desk.expire(seat.id(), seat.nonce(), (outcome, sent) -> freed(seat, (SeatResult.Freed) outcome));
        given.whenComplete((outcome, failure) -> {
            seat.answered();
            if (failure == null) {
                settle(seat);
            } else {
                // The store did not answer, so the member could not come back, either: give it the grace again.
                ring(seat, grace, () -> expire(seat));
                seat.waitingForMember().complete(null);
            }
        });
    }

    private void freed(Seat seat, SeatResult.Freed freed) {
        Optional<Member> here = seat.member().filter(one -> seat.isMine());
        seat.vacate();
        if (freed.who().isPresent()) {
            listener.left(freed.who().get(), here.isPresent());
        } else {
            here.ifPresent(listener::went);
        }
    }
}
