package io.roomcast.room.seat;

import io.roomcast.room.lane.OpenLane;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.RosterChange;
import io.roomcast.room.log.RosterNews;
import io.roomcast.room.log.SeatHold;
import io.roomcast.room.log.SeatRequest.Manner;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.time.Time;
import io.roomcast.room.time.WaitingStages;
import io.roomcast.room.who.Visitor;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/**
 * The seats of one room that this server is concerned with: taking, reading, leaving, and the members' names. The store
 * decides who holds a seat. Used on the room's strand alone; its stages complete there.
 */
public final class Seats {
    private final OpenLane lane;
    private final Time time;
    private final Executor strand;
    private final String room;
    private final Rules rules;
    private final Roster roster;
    private final SeatListener listener;
    private final SeatDesk desk;
    private final SeatKeeper keeper;
    private final Map<String, WaitingStages<Optional<Member>>> sought = new HashMap<>();

    /**
     * The rules for seats.
     *
     * @param grace how long a seat is kept without a reader
     * @param most how many members there may be
     */
    public record Rules(Duration grace, int most) {}

    /** @param learned takes news, and when it was asked for; must pass it on to {@link #learn} */
    public Seats(
            OpenLane lane,
            Time time,
            Executor strand,
            String room,
            Rules rules,
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
        this.desk = new SeatDesk(lane, time, strand, room, rules, roster, listener, learned);
        this.keeper = new SeatKeeper(desk, time, strand, rules.grace(), listener);
    }

    /** Seats a member that will read continuously; see {@link #read} and {@link #abandon}. */
    public CompletionStage<SeatTicket> join(Member asked, Visitor visitor) {
        return take(asked, visitor, Manner.JOIN, false, true);
    }

    /** Seats a member without a connection. */
    public CompletionStage<SeatTicket> enter(Member asked, Visitor visitor) {
        return take(asked, visitor, Manner.ENTER, true, false);
    }

    /** Seats a member that polls, as long as it does. A poll that waits for an answer reads from the seat. */
    public CompletionStage<SeatTicket> poll(Member asked, Visitor visitor, boolean waits) {
        Optional<Seat> enough = keeper.seat(asked.id())
                .or(() -> seatHeldElsewhere(asked.id()))
                .filter(seat -> isEnough(seat, asked, waits));
        if (enough.isEmpty()) {
            return take(asked, visitor, waits ? Manner.POLL : Manner.LINGER, true, waits);
        }
        Seat seat = enough.get();
        SeatTicket ticket = new SeatTicket().seated(seat.member().orElseThrow(), 0);
        if (waits) {
            seat.expect(ticket);
        }
        keeper.put(seat);
        return CompletableFuture.completedStage(ticket);
    }

    /** Returns the seat if another server holds it for longer than this one needs it. */
    private Optional<Seat> seatHeldElsewhere(String member) {
        return roster.byTime(member).map(held -> {
            Seat seat = new Seat(member);
            seat.holds(held.member(), held.nonce(), held.number(), false, held.until());
            return seat;
        });
    }

    /** Whether the store need not be told of this poll. */
    private boolean isEnough(Seat seat, Member asked, boolean waits) {
        boolean sameName =
                asked.name().isEmpty() || seat.member().map(Member::name).equals(Optional.of(asked.name()));
        boolean lasts = seat.until()
                .map(until -> until - time.elapsed() >= rules.grace().toMillis())
                .orElse(desk.isAlone() || !waits);
        return seat.isSettled() && sameName && lasts;
    }

    private CompletionStage<SeatTicket> take(
            Member asked, Visitor visitor, Manner manner, boolean byTime, boolean reads) {
        Seat seat = keeper.seatFor(asked.id());
        seat.visitedBy(visitor);
        SeatTicket ticket = new SeatTicket();
        if (reads) {
            seat.expect(ticket);
        }
        String nonce = desk.freshNonce();
        SeatHold hold = byTime ? desk.hold(nonce, keeper.pollsHold()) : desk.hold(nonce);
        return keeper.take(seat, asked, hold, manner)
                .thenApply(outcome -> sat(ticket, outcome))
                .whenComplete((sat, failure) -> {
                    if (ticket.member().isEmpty()) {
                        seat.abandon(ticket);
                        keeper.settle(seat);
                    }
                });
    }

    private static SeatTicket sat(SeatTicket ticket, SeatResult.Outcome outcome) {
        return outcome instanceof SeatResult.Sat sat
                ? ticket.seated(sat.member(), sat.number())
                : ticket.end(((SeatResult.Away) outcome).why());
    }

    /** Makes the member leave now, and ends the readers of its seat, here and elsewhere, for this reason. */
    public CompletionStage<Void> leave(String member, Ending why) {
        // Announcements by other servers are not taken over before programs are told.
        Optional<Seat> seat = keeper.seat(member);
        seat.ifPresent(Seat::asks);
        return desk.free(member, why, (outcome, sent) -> {
                    seat.ifPresent(Seat::answered);
                    made(member, (SeatResult.Freed) outcome, why);
                })
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        seat.ifPresent(Seat::answered);
                    }
                    seat.ifPresent(keeper::settle);
                })
                .thenAccept(done -> {});
    }

    /** The same, if a seat of the member is known here. */
    public void leaveIfKnown(String member, Ending why) {
        if (keeper.seat(member).isPresent() || roster.member(member).isPresent()) {
            leave(member, why);
        }
    }

    private void made(String member, SeatResult.Freed freed, Ending why) {
        Optional<Seat> seat = keeper.seat(member);
        Optional<Member> here = seat.filter(Seat::isMine).flatMap(Seat::member);
        seat.ifPresent(one -> {
            one.vacate();
            one.endSeated(why);
            keeper.settle(one);
        });
        if (freed.who().isPresent() && !freed.lost()) {
            listener.left(freed.who().get(), here.isPresent());
        } else {
            here.ifPresent(listener::went);
            freed.who().ifPresent(listener::neverCameBack);
        }
    }

    /** Lets the holder of the ticket read; ends it immediately if the seat has another holder by now. */
    public void read(SeatReader reader, SeatTicket ticket) {
        Optional<Seat> seat = ticket.member().flatMap(member -> keeper.seat(member.id()));
        if (ticket.over().isPresent() || seat.isEmpty()) {
            reader.end(ticket.over().orElse(Ending.of(Code.REPLACED)));
            return;
        }
        seat.get().read(reader, ticket);
        keeper.watch(seat.get());
    }

    /** Gives up a ticket whose holder will not read. */
    public void abandon(SeatTicket ticket) {
        ticket.member().flatMap(member -> keeper.seat(member.id())).ifPresent(seat -> {
            seat.abandon(ticket);
            keeper.settle(seat);
        });
    }

    /** Handles that a reader is gone; if it was the seat's, the grace begins. */
    public void released(String member, SeatReader reader) {
        keeper.seat(member).filter(seat -> seat.release(reader)).ifPresent(keeper::settle);
    }

    /** Takes over news of the roster that is about seats here. */
    public void learn(RosterNews news) {
        for (RosterChange change : news.changes()) {
            if (change instanceof RosterChange.Sat sat) {
                hear(sat.member().id(), change);
            } else if (change instanceof RosterChange.Went went) {
                hear(went.member(), change);
            }
        }
        if (news.isWhole()) {
            keepWhatIsNotIn(news);
        }
    }

    private void hear(String member, RosterChange change) {
        Optional<Seat> seat = keeper.seat(member);
        if (seat.isPresent()) {
            seat.get().hear(change);
            keeper.settle(seat.get());
        } else if (change instanceof RosterChange.Sat sat
                && desk.isHere(sat.node())
                && sat.left().isEmpty()) {
            desk.giveBack(member, sat.nonce());
        }
    }

    private void keepWhatIsNotIn(RosterNews whole) {
        Set<String> there = new HashSet<>();
        for (RosterChange change : whole.changes()) {
            if (change instanceof RosterChange.Sat sat) {
                there.add(sat.nonce());
            }
        }
        keeper.all().stream()
                .filter(seat -> seat.isSettled() && seat.number() < whole.number() && !there.contains(seat.nonce()))
                .forEach(keeper::keep);
    }

    /**
     * Returns the member with its name in this room, seated or still joining; its publishes wait for that, in order.
     * Only a program has no name: a client without one would share the programs' ids.
     */
    public CompletionStage<Member> name(Member from) {
        if (from.isGuest()) {
            return CompletableFuture.completedStage(from.name().isEmpty() ? from.named("guest") : from);
        }
        if (sought.containsKey(from.id())) {
            return soughtName(from);
        }
        Optional<Seat> seat = keeper.seat(from.id());
        Optional<Member> known = known(from.id());
        // It may be joining, or getting another name; and a publish must not overtake earlier ones that wait.
        boolean isOpen =
                known.filter(one -> one.equals(from) || from.name().isEmpty()).isEmpty();
        if (seat.filter(one -> one.waitingForMember().count() > 0 || (isOpen && one.isAsked()))
                .isPresent()) {
            return seat.get().waitingForMember().join().thenCompose(settled -> name(from));
        }
        if (known.isPresent() || !from.name().isEmpty()) {
            return CompletableFuture.completedStage(known.orElse(from));
        }
        return soughtName(from);
    }

    private Optional<Member> known(String member) {
        return keeper.seat(member).flatMap(Seat::member).or(() -> roster.member(member));
    }

    /** Looks up a member that sits at another server of a big room, or has left. */
    private CompletionStage<Member> soughtName(Member from) {
        WaitingStages<Optional<Member>> waiting = sought.computeIfAbsent(from.id(), id -> new WaitingStages<>());
        CompletionStage<Member> one = waiting.join().thenApply(found -> {
            Optional<Member> here = known(from.id());
            return from.name().isEmpty() ? here.or(() -> found).orElse(from.named("user")) : here.orElse(from);
        });
        if (waiting.count() == 1) {
            lane.presence()
                    .knows(room, from.id())
                    .whenCompleteAsync(
                            (known, failure) -> {
                                sought.remove(from.id());
                                waiting.complete(failure == null ? known : Optional.empty());
                            },
                            strand);
        }
        return one;
    }

    /** Whether there are no seats and no look-ups. */
    public boolean isIdle() {
        return keeper.all().isEmpty() && sought.isEmpty();
    }
}
