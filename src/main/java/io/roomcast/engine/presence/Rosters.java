package io.roomcast.engine.presence;

import io.roomcast.engine.presence.RosterLog.Gone;
import io.roomcast.engine.presence.RosterLog.Seat;
import io.roomcast.room.engine.Presence.Lost;
import io.roomcast.room.log.KnownRoster;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.MemberPage;
import io.roomcast.room.log.RosterChange;
import io.roomcast.room.log.RosterNews;
import io.roomcast.room.log.SeatHold;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.log.SeatResult.Before;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The rosters of all rooms, in memory, for all servers of this process. Any thread. Every method locks briefly, so each
 * answer is one snapshot.
 */
public final class Rosters {
    /** The holder of seats from before this process started. */
    public static final String FORMER = "";

    private static final int SWEPT_AT_ONCE = 1000;
    private static final int TIDIED_AT_ONCE = 1000;

    private final InstantSource clock;
    private final Function<String, Instant> leaseEnds;
    private final MemberListener listener;
    private final NavigableMap<String, RosterLog> rooms = new TreeMap<>();
    private final Map<String, Integer> holders = new HashMap<>();
    private String tidied = "";

    /** The highest number of a roster that is no longer kept: the clock may go back. */
    private long forgotten;

    /** Hears which members may be addressed in a room. They include those who left recently. Called under the lock. */
    public interface MemberListener {
        void seated(String room, Member member);

        void left(String room, Member member);
    }

    /** @param leaseEnds returns until when the server of this name is known to be there */
    public Rosters(InstantSource clock, Function<String, Instant> leaseEnds, MemberListener listener) {
        this.clock = clock;
        this.leaseEnds = leaseEnds;
        this.listener = listener;
    }

    /** Carries out requests in order. */
    public synchronized List<SeatResult> change(List<SeatRequest> requests) {
        Instant now = clock.instant();
        List<SeatResult.Outcome> outcomes = new ArrayList<>(requests.size());
        Map<String, KnownRoster> known = new TreeMap<>();
        for (SeatRequest request : requests) {
            known.merge(request.room(), request.known(), Rosters::wider);
            outcomes.add(outcome(request, now));
        }
        Map<String, RosterNews> news = new TreeMap<>();
        List<SeatResult> all = new ArrayList<>(requests.size());
        for (int index = 0; index < requests.size(); index++) {
            SeatRequest request = requests.get(index);
            // All requests for one room get the same news.
            RosterNews told = news.computeIfAbsent(request.room(), room -> since(room, known.get(room), now));
            all.add(new SeatResult(outcomes.get(index), told));
        }
        return all;
    }

    /** Returns what is enough for both. */
    private static KnownRoster wider(KnownRoster one, KnownRoster other) {
        return new KnownRoster(Math.min(one.known(), other.known()), Math.max(one.most(), other.most()));
    }

    private SeatResult.Outcome outcome(SeatRequest request, Instant now) {
        RosterLog log = rooms.computeIfAbsent(request.room(), room -> fresh(now));
        if (request instanceof SeatRequest.Take take) {
            return take(log, take, now);
        }
        if (request instanceof SeatRequest.Free free) {
            return free(log, free, now);
        }
        return request instanceof SeatRequest.Ask ask
                ? ask(log, ask, now)
                : answer(log, (SeatRequest.Answer) request, now);
    }

    private RosterLog fresh(Instant now) {
        return new RosterLog(Math.max(now.toEpochMilli(), forgotten), holders);
    }

    private SeatResult.Outcome take(RosterLog log, SeatRequest.Take take, Instant now) {
        Optional<Seat> held = log.seat(take.member().id());
        Optional<SeatResult.Outcome> refused =
                held.isPresent() ? isOthers(held.get(), take) : isKeptOut(log, take, now);
        if (refused.isPresent()) {
            return refused.get();
        }
        Before before = held.map(seat -> isLost(seat, now, Duration.ZERO) ? Before.A_LOST_SERVER : Before.A_SERVER)
                .orElse(Before.NOBODY);
        Member asked = take.member();
        Member member =
                asked.name().isEmpty() ? held.map(Seat::member).orElseGet(() -> asked.named(log.freshName())) : asked;
        boolean sameName = held.filter(seat -> seat.member().equals(member)).isPresent();
        boolean yields =
                held.filter(seat -> isReadFrom(seat, take.manner(), now)).isPresent();
        SeatHold hold = yields ? held.get().hold() : take.hold();
        boolean stays = sameName && hold.hold().isEmpty() && held.get().isHeldBy(hold);
        if (stays) {
            return new SeatResult.Sat(member, hold.nonce(), held.get().number(), before);
        }
        long number = log.next(now);
        long since = sameName ? held.get().since() : number;
        Instant until = hold.hold().map(now::plus).orElse(Instant.MAX);
        log.put(new Seat(number, member, since, hold.nonce(), hold.node(), until));
        if (!sameName) {
            listener.seated(take.room(), member);
        }
        return new SeatResult.Sat(member, hold.nonce(), number, before);
    }

    /** Whether the seat is left to its present holder. */
    private boolean isReadFrom(Seat held, SeatRequest.Manner manner, Instant now) {
        boolean gives = manner == SeatRequest.Manner.LINGER || manner == SeatRequest.Manner.ENTER;
        return gives && !held.isByTime() && !isLost(held, now, Duration.ZERO);
    }

    /** Returns the answer to a request that keeps a hold, if the seat is held by another by now. */
    private static Optional<SeatResult.Outcome> isOthers(Seat held, SeatRequest.Take take) {
        boolean onlyIts = take.manner() == SeatRequest.Manner.KEEP || take.manner() == SeatRequest.Manner.LET_GO;
        return onlyIts && !held.nonce().equals(take.hold().nonce())
                ? Optional.of(new SeatResult.Away(Ending.of(Code.REPLACED)))
                : Optional.empty();
    }

    /** Returns why a member without a seat does not get one. */
    private Optional<SeatResult.Outcome> isKeptOut(RosterLog log, SeatRequest.Take take, Instant now) {
        Optional<Gone> gone = log.gone(take.member().id());
        if (take.manner() == SeatRequest.Manner.LET_GO) {
            return Optional.of(
                    new SeatResult.Away(gone.map(one -> one.went().why()).orElse(Ending.of(Code.CLOSED))));
        }
        boolean left = switch (take.manner()) {
            case JOIN, ENTER, LET_GO -> false;
            case KEEP -> gone.isPresent() && !gone.get().went().byTime();
            case POLL, LINGER ->
                gone.isPresent()
                        && !gone.get().went().byTime()
                        && gone.get().at().plus(take.moment()).isAfter(now);
        };
        if (left) {
            return Optional.of(new SeatResult.Away(gone.get().went().why()));
        }
        return log.count() < take.most()
                ? Optional.empty()
                : Optional.of(new SeatResult.Refused(new Refusal(Code.TOO_MANY, "this room is full")));
    }

    private boolean isLost(Seat seat, Instant now, Duration gone) {
        return !seat.end(leaseEnds).isAfter(now.minus(gone));
    }

    private boolean isGone(String node, Instant now, Duration gone) {
        return !leaseEnds.apply(node).isAfter(now.minus(gone));
    }

    private SeatResult.Outcome free(RosterLog log, SeatRequest.Free free, Instant now) {
        Optional<Seat> held = log.seat(free.member());
        boolean isIts = free.nonce().isEmpty() || held.map(Seat::nonce).equals(free.nonce());
        if (!isIts || (held.isEmpty() && isAwayFor(log, free))) {
            return new SeatResult.Freed(Optional.empty(), false);
        }
        boolean lost = held.filter(seat -> isLost(seat, now, Duration.ZERO)).isPresent();
        went(free.room(), log, free.member(), free.why(), free.nonce().isPresent(), now);
        return new SeatResult.Freed(held.map(Seat::member), lost);
    }

    /** Whether the member has left for this reason already. */
    private static boolean isAwayFor(RosterLog log, SeatRequest.Free free) {
        return log.gone(free.member())
                .filter(gone -> !gone.went().byTime() && gone.went().why().equals(free.why()))
                .isPresent();
    }

    private void went(String room, RosterLog log, String member, Ending why, boolean byTime, Instant now) {
        Optional<Seat> held = log.seat(member);
        log.put(new Gone(new RosterChange.Went(log.next(now), member, why, byTime), now));
        held.ifPresent(seat -> listener.left(room, seat.member()));
    }

    private static SeatResult.Outcome ask(RosterLog log, SeatRequest.Ask ask, Instant now) {
        return log.seat(ask.member()).isEmpty()
                ? new SeatResult.Refused(new Refusal(Code.NOT_FOUND, "no member with this id is in the room"))
                : log.questions().ask(ask, () -> log.next(now), now);
    }

    private static SeatResult.Outcome answer(RosterLog log, SeatRequest.Answer answer, Instant now) {
        return log.questions().answer(answer, () -> log.next(now), now);
    }

    /** Returns what changed since the roster that the caller knows. */
    public synchronized RosterNews since(String room, KnownRoster known) {
        return since(room, known, clock.instant());
    }

    private RosterNews since(String room, KnownRoster known, Instant now) {
        RosterLog log = rooms.get(room);
        return (log == null ? fresh(now) : log).since(known, now);
    }

    /** Returns the number of a roster's last change; 0 if there is none. */
    public synchronized long number(String room) {
        RosterLog log = rooms.get(room);
        return log == null ? 0 : log.last();
    }

    public synchronized MemberPage members(String room, long after, int limit) {
        RosterLog log = rooms.get(room);
        return log == null ? new MemberPage(List.of(), 0) : log.page(after, limit);
    }

    /** Restores members who were seated when an earlier process ended. Their seats are lost unless they return. */
    public synchronized void restore(String room, List<Member> former) {
        Instant now = clock.instant();
        RosterLog log = former.isEmpty() ? null : rooms.computeIfAbsent(room, same -> fresh(now));
        for (Member member : former) {
            if (log.seat(member.id()).isEmpty()) {
                long number = log.next(now);
                log.put(new Seat(number, member, number, "", FORMER, now));
            }
        }
    }

    /** Gives up seats whose servers have been gone for this long. */
    public synchronized List<Lost> sweep(Duration gone) {
        Instant now = clock.instant();
        List<Lost> lost = new ArrayList<>();
        if (holders.keySet().stream().noneMatch(node -> isGone(node, now, gone))) {
            return lost;
        }
        rooms.forEach((room, log) -> log.lost(seat -> isLost(seat, now, gone), SWEPT_AT_ONCE - lost.size())
                .forEach(seat -> lost.add(new Lost(room, seat.member()))));
        for (Lost one : lost) {
            went(one.room(), rooms.get(one.room()), one.member().id(), Ending.of(Code.CLOSED), true, now);
        }
        return lost;
    }

    /** Forgets what no server needs to be told any more, and empty rosters; some at a time. */
    public synchronized void tidy(Predicate<String> isInUse) {
        Instant now = clock.instant();
        NavigableMap<String, RosterLog> next = rooms.tailMap(tidied, false);
        List<String> some = next.keySet().stream().limit(TIDIED_AT_ONCE).toList();
        tidied = some.size() < TIDIED_AT_ONCE ? "" : some.get(some.size() - 1);
        for (String room : some) {
            if (rooms.get(room).tidy(now) && !isInUse.test(room)) {
                forgotten = Math.max(forgotten, rooms.remove(room).last());
            }
        }
    }

    /** Runs an action if the room is empty; no member can take a seat meanwhile. */
    public synchronized void ifEmpty(String room, Runnable action) {
        if (members(room, 0, 0).count() == 0) {
            action.run();
        }
    }

    /** Reports all members of a room as seated again, because what was known there is gone. */
    public synchronized void reportSeated(String room) {
        members(room, 0, Integer.MAX_VALUE).members().forEach(one -> listener.seated(room, one.member()));
    }
}
