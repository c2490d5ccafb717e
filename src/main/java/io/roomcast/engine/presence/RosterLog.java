package io.roomcast.engine.presence;

import io.roomcast.room.log.KnownRoster;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.MemberPage;
import io.roomcast.room.log.RosterChange;
import io.roomcast.room.log.RosterNews;
import io.roomcast.room.log.SeatHold;
import io.roomcast.room.log.SeatedMember;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The entries of one room's roster, by number, with order and counts; the caller decides what may change. Not
 * thread-safe.
 */
final class RosterLog {
    /** A server that misses more entries than this is told the whole roster again. */
    private static final int MOST_TOLD = 2000;

    /** How long departures and answers are kept: servers look at a roster more often than that. */
    static final Duration KEPT = Duration.ofMinutes(5);

    /** At most this many departures, and this many answers, are kept. */
    static final int MOST_KEPT = 10_000;

    private final NavigableMap<Long, Entry> entries = new TreeMap<>();
    private final NavigableMap<Long, Seat> inOrder = new TreeMap<>();
    private final Map<String, Seat> seats = new HashMap<>();
    /** The latest departure is last. */
    private final Map<String, Gone> gone = new LinkedHashMap<>();

    private final QuestionLog questions = new QuestionLog(entries);
    private final Map<String, Integer> names = new HashMap<>();
    private long last;
    private long revision;
    private long forgotten;
    private long named;

    /** How many seats each server holds, in all rooms. */
    private final Map<String, Integer> holders;

    /** Begins behind a number that no earlier log of the room can have exceeded. */
    RosterLog(long behind, Map<String, Integer> holders) {
        this.holders = holders;
        last = behind;
        revision = last;
        forgotten = last;
    }

    interface Entry {
        /** Returns the change as a server is told that asks now. */
        RosterChange told(Instant now);

        /** Whether no server needs to be told of it any more. */
        default boolean isOver(Instant now) {
            return false;
        }
    }

    /** A seat; {@code until} is {@link Instant#MAX} if it is held as long as the server's lease. */
    record Seat(long number, Member member, long since, String nonce, String node, Instant until) implements Entry {
        /** Returns until when the seat is known to be held. */
        Instant end(Function<String, Instant> leaseEnds) {
            Instant lease = leaseEnds.apply(node);
            return isByTime() && until.isAfter(lease) ? until : lease;
        }

        /** Returns the hold of a seat that is held as long as the server's lease. */
        SeatHold hold() {
            return new SeatHold(nonce, node, Optional.empty());
        }

        boolean isHeldBy(SeatHold other) {
            return !isByTime() && hold().equals(other);
        }

        boolean isByTime() {
            return !until.equals(Instant.MAX);
        }

        @Override
        public RosterChange told(Instant now) {
            Optional<Duration> left = isByTime() ? Optional.of(Duration.between(now, until)) : Optional.empty();
            return new RosterChange.Sat(number, member, since, nonce, node, left);
        }
    }

    record Gone(RosterChange.Went went, Instant at) implements Entry {
        @Override
        public RosterChange told(Instant now) {
            return went;
        }
    }

    /** Returns the number of the next entry, which no earlier log of the room can have had. */
    long next(Instant now) {
        last = Math.max(last + 1, now.toEpochMilli());
        return last;
    }

    long last() {
        return last;
    }

    QuestionLog questions() {
        return questions;
    }

    int count() {
        return seats.size();
    }

    Optional<Seat> seat(String member) {
        return Optional.ofNullable(seats.get(member));
    }

    Optional<Gone> gone(String member) {
        return Optional.ofNullable(gone.get(member));
    }

    /** Returns at most {@code most} of the lost seats. */
    List<Seat> lost(Predicate<Seat> isLost, int most) {
        return inOrder.values().stream().filter(isLost).limit(most).toList();
    }

    /** Returns a name that no member here has. */
    String freshName() {
        String name = "user-" + ++named;
        while (names.containsKey(name)) {
            name = "user-" + ++named;
        }
        return name;
    }

    /** Adds a seat, which replaces what was known of its member. */
    void put(Seat seat) {
        Seat before = drop(seat.member().id());
        if (before == null || before.since() != seat.since()) {
            revision = seat.number();
        }
        Optional.ofNullable(gone.remove(seat.member().id()))
                .ifPresent(one -> entries.remove(one.went().number()));
        seats.put(seat.member().id(), seat);
        names.merge(seat.member().name(), 1, Integer::sum);
        holders.merge(seat.node(), 1, Integer::sum);
        inOrder.put(seat.since(), seat);
        entries.put(seat.number(), seat);
    }

    /** Records that a member left: it is no longer seated, and its questions are dropped. */
    void put(Gone left) {
        String member = left.went().member();
        if (drop(member) != null) {
            revision = left.went().number();
        }
        Optional.ofNullable(gone.remove(member))
                .ifPresent(one -> entries.remove(one.went().number()));
        questions.dropAllTo(member);
        gone.put(member, left);
        entries.put(left.went().number(), left);
    }

    private Seat drop(String member) {
        Seat before = seats.remove(member);
        if (before != null) {
            inOrder.remove(before.since());
            entries.remove(before.number());
            names.computeIfPresent(before.member().name(), RosterLog::oneLess);
            holders.computeIfPresent(before.node(), RosterLog::oneLess);
        }
        return before;
    }

    private static Integer oneLess(String key, int count) {
        return count == 1 ? null : count - 1;
    }

    /** Returns the news for a server that knows this much. */
    RosterNews since(KnownRoster caller, Instant now) {
        long known = caller.known();
        if (known == Long.MAX_VALUE) {
            return new RosterNews(known, last, revision, seats.size(), List.of());
        }
        Collection<Entry> news = entries.tailMap(known, false).values();
        if (known >= forgotten && known <= last && news.size() <= MOST_TOLD) {
            return new RosterNews(known, last, revision, seats.size(), told(news, now));
        }
        List<RosterChange> whole = new ArrayList<>();
        if (seats.size() <= caller.most()) {
            whole.addAll(told(inOrder.values(), now));
        }
        // A server that knew nothing has no member to remove.
        whole.addAll(known == 0 ? List.of() : told(gone.values(), now));
        whole.addAll(told(questions.all(), now));
        whole.sort(Comparator.comparingLong(RosterChange::number));
        return new RosterNews(0, last, revision, seats.size(), whole);
    }

    private static List<RosterChange> told(Collection<? extends Entry> entries, Instant now) {
        return entries.stream()
                .filter(entry -> !entry.isOver(now))
                .map(entry -> entry.told(now))
                .toList();
    }

    MemberPage page(long after, int limit) {
        List<SeatedMember> page = inOrder.tailMap(after, false).values().stream()
                .limit(limit)
                .map(seat -> new SeatedMember(seat.member(), seat.since()))
                .toList();
        return new MemberPage(page, seats.size());
    }

    /** Forgets what no server needs to be told any more; returns whether nothing is left. */
    boolean tidy(Instant now) {
        Instant old = now.minus(KEPT);
        for (Iterator<Gone> first = gone.values().iterator(); first.hasNext(); ) {
            Gone one = first.next();
            if (gone.size() <= MOST_KEPT && !one.at().isBefore(old)) {
                break;
            }
            first.remove();
            entries.remove(one.went().number());
            forgotten = Math.max(forgotten, one.went().number());
        }
        questions.tidy(now);
        return entries.isEmpty() && last < now.toEpochMilli();
    }
}
