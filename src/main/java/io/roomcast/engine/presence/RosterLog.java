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
 * The entries of one room's roster, by their numbers, and who is seated. It keeps the order and the counts; what may be
 * changed others decide. Not safe for several threads at once.
 */
final class RosterLog {
    /** Of who knows less than this is behind, everybody is told anew. */
    private static final int MOST_TOLD = 2000;

    /** Who left, and what was answered, is kept so long: servers look at a roster more often than that. */
    static final Duration KEPT = Duration.ofMinutes(5);

    /** No more than so many of each are kept. */
    static final int MOST_KEPT = 10_000;

    private final NavigableMap<Long, Entry> entries = new TreeMap<>();
    private final NavigableMap<Long, Seat> inOrder = new TreeMap<>();
    private final Map<String, Seat> seats = new HashMap<>();
    /** Who left last stands last. */
    private final Map<String, Gone> gone = new LinkedHashMap<>();

    private final QuestionLog questions = new QuestionLog(entries);
    private final Map<String, Integer> names = new HashMap<>();
    private long last;
    private long revision;
    private long forgotten;
    private long named;

    /** How many seats each server holds, in all rooms. */
    private final Map<String, Integer> holders;

    /** Begins behind a number that no earlier log of the room can have gone beyond. */
    RosterLog(long behind, Map<String, Integer> holders) {
        this.holders = holders;
        last = behind;
        revision = last;
        forgotten = last;
    }

    /** What the log keeps under a number. */
    interface Entry {
        /** As somebody is told who asks now. */
        RosterChange told(Instant now);

        /** Whether nobody need be told of it any more. */
        default boolean isOver(Instant now) {
            return false;
        }
    }

    /** Somebody is seated; held for ever where {@code until} is the end of time. */
    record Seat(long number, Member member, long since, String nonce, String node, Instant until) implements Entry {
        /** Until when somebody is known to hold it. */
        Instant end(Function<String, Instant> leaseEnds) {
            Instant lease = leaseEnds.apply(node);
            return isByTime() && until.isAfter(lease) ? until : lease;
        }

        /** By what it is held, where that has no end. */
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

    /** Somebody left. */
    record Gone(RosterChange.Went went, Instant at) implements Entry {
        @Override
        public RosterChange told(Instant now) {
            return went;
        }
    }

    /** The number of the next entry; never one that an earlier log of the room can have had. */
    long next(Instant now) {
        last = Math.max(last + 1, now.toEpochMilli());
        return last;
    }

    long last() {
        return last;
    }

    /** What members are asked, and answer. */
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

    /** So many of the seats that are lost, at most. */
    List<Seat> lost(Predicate<Seat> isLost, int most) {
        return inOrder.values().stream().filter(isLost).limit(most).toList();
    }

    /** A name that nobody here has. */
    String freshName() {
        String name = "user-" + ++named;
        while (names.containsKey(name)) {
            name = "user-" + ++named;
        }
        return name;
    }

    /** The seat stands in the place of what was known of its member. */
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

    /** Who it is about is not seated any more, and is not asked any more. */
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

    /** What somebody is told who knows and wants that much. */
    RosterNews since(KnownRoster sight, Instant now) {
        long known = sight.known();
        if (known == Long.MAX_VALUE) {
            return new RosterNews(known, last, revision, seats.size(), List.of());
        }
        Collection<Entry> news = entries.tailMap(known, false).values();
        if (known >= forgotten && known <= last && news.size() <= MOST_TOLD) {
            return new RosterNews(known, last, revision, seats.size(), told(news, now));
        }
        List<RosterChange> whole = new ArrayList<>();
        if (seats.size() <= sight.most()) {
            whole.addAll(told(inOrder.values(), now));
        }
        // Who knew nothing has nobody to take out.
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

    /** Forgets what nobody need be told any more; says whether nothing is left. */
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
