package io.roomcast.room.seat;

import io.roomcast.room.log.KnownRoster;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.RosterChange;
import io.roomcast.room.log.RosterNews;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The members of a room, as far as this server has read the roster's log: all of them, or only their number if there
 * are too many to name. The difference between two revisions can be told as long as it is remembered. The room's strand
 * writes, any thread reads; every method holds the lock briefly.
 */
public final class Roster {
    private final int named;
    private final Map<String, Here> here = new HashMap<>();
    private final NavigableMap<Long, Member> inOrder = new TreeMap<>();
    private final Deque<Seen> seen = new ArrayDeque<>();
    /** From where to where each reading went: another server may have told a reader a revision in between. */
    private final NavigableMap<Long, Long> steps = new TreeMap<>();

    private boolean complete;
    /** There are few enough to name again, but their names are not known. */
    private boolean wantsNames;

    private long number;
    private long revision;
    private int count;
    /** All changes from this number on are remembered. */
    private long remembered;

    private long announced;
    private long askedFor = -1;
    private Difference answered;

    /** A member who is here; {@code until} by this server's clock, if the seat is held for a limited time. */
    private record Here(RosterChange.Sat entry, Optional<Long> until) {}

    /** A change that members can see. */
    private record Seen(long number, Member member, boolean joined) {}

    /** A seat that is held for a limited time. */
    record ByTime(String nonce, long number, Member member, long until) {}

    /**
     * The difference between two revisions; without any names, what was known is void. If it is no longer known, {@code
     * members} has all members.
     */
    public record Difference(
            Optional<List<Member>> joined,
            Optional<List<Member>> left,
            Optional<List<Member>> members,
            int count,
            long revision) {

        /** Whether it says anything: a member that came and left in between leaves no trace. */
        public boolean isNews() {
            return members.isPresent()
                    || joined.isEmpty()
                    || !joined.get().isEmpty()
                    || !left.orElse(List.of()).isEmpty();
        }
    }

    /** Names are told while there are at most {@code named} members. */
    public Roster(int named) {
        this.named = named;
    }

    /** Returns how much is known: nothing, if all members must be named and are not. */
    public synchronized KnownRoster known() {
        return new KnownRoster(wantsNames ? 0 : number, named);
    }

    /**
     * Takes over news that was asked for at {@code asked}, but not what is old or leaves a gap; returns whether members
     * can see a change.
     */
    public synchronized boolean take(RosterNews news, long asked) {
        if (leavesGap(news) || isOld(news)) {
            return false;
        }
        wantsNames = !news.isWhole() && !complete && news.count() <= named;
        if (wantsNames) {
            return false;
        }
        long before = revision;
        if (news.isWhole()) {
            forgetAll();
            number = 0;
            complete = news.count() <= named;
            remembered = news.revision();
        } else if (complete && mayHaveBeenTooMany(news)) {
            // A reader that was told only the number knows no names.
            forgetSeen();
            remembered = news.revision();
        } else if (complete && news.revision() != revision) {
            steps.put(news.revision(), number);
            remembered = steps.size() > 2 * named
                    ? Math.max(remembered, steps.pollFirstEntry().getKey())
                    : remembered;
        }
        news.changes().stream()
                .filter(change -> complete && change.number() > number)
                .forEach(change -> apply(change, asked, news.revision()));
        number = news.number();
        revision = news.revision();
        count = news.count();
        if (complete && count > named) {
            forgetAll();
            complete = false;
        }
        return revision != before;
    }

    private boolean leavesGap(RosterNews news) {
        return !news.isWhole() && news.from() > number;
    }

    private boolean isOld(RosterNews news) {
        return news.number() < number || (news.number() == number && (complete || !news.isWhole()));
    }

    private void forgetAll() {
        here.clear();
        inOrder.clear();
        forgetSeen();
    }

    private void forgetSeen() {
        seen.clear();
        steps.clear();
    }

    /** Whether there may have been more members than can be named at any time in between. */
    private boolean mayHaveBeenTooMany(RosterNews news) {
        Set<String> others = new HashSet<>();
        for (RosterChange change : news.changes()) {
            if (change instanceof RosterChange.Sat sat
                    && !here.containsKey(sat.member().id())) {
                others.add(sat.member().id());
            } else if (change instanceof RosterChange.Went went && !here.containsKey(went.member())) {
                others.add(went.member());
            }
        }
        return here.size() + others.size() > named;
    }

    private void apply(RosterChange change, long asked, long seenUntil) {
        if (change instanceof RosterChange.Sat sat) {
            join(sat, asked);
        } else if (change instanceof RosterChange.Went went) {
            leave(went, seenUntil);
        }
    }

    private void join(RosterChange.Sat sat, long asked) {
        Optional<Long> until = sat.left().map(left -> asked + left.toMillis());
        Here before = here.put(sat.member().id(), new Here(sat, until));
        if (before != null && before.entry().since() == sat.since()) {
            return;
        }
        if (before != null) {
            inOrder.remove(before.entry().since());
            remember(new Seen(sat.since(), before.entry().member(), false));
        }
        inOrder.put(sat.since(), sat.member());
        // Not the entry's own number: the hold may have been renewed since, which members do not see.
        remember(new Seen(sat.since(), sat.member(), true));
    }

    /** A member that left may be told to leave again, which members do not see. */
    private void leave(RosterChange.Went went, long seenUntil) {
        Here gone = here.remove(went.member());
        if (gone != null) {
            inOrder.remove(gone.entry().since());
            remember(new Seen(Math.min(went.number(), seenUntil), gone.entry().member(), false));
        }
    }

    private void remember(Seen change) {
        seen.addLast(change);
        if (seen.size() > 2 * named) {
            remembered = Math.max(remembered, seen.removeFirst().number());
            steps.headMap(remembered, true).clear();
        }
    }

    /** Returns the member with this id, if it is known to be here. */
    public synchronized Optional<Member> member(String id) {
        return Optional.ofNullable(here.get(id)).map(one -> one.entry().member());
    }

    /** Returns the seat of a member, if it is known to be held for a limited time. */
    synchronized Optional<ByTime> byTime(String id) {
        return Optional.ofNullable(here.get(id))
                .flatMap(one -> one.until().map(until -> {
                    RosterChange.Sat entry = one.entry();
                    return new ByTime(entry.nonce(), entry.number(), entry.member(), until);
                }));
    }

    /** Whether the whole roster must be read again, because its members are to be named again. */
    public synchronized boolean wantsNames() {
        return wantsNames;
    }

    /** Returns the number of the last change that is known; 0 if none is. */
    public synchronized long number() {
        return number;
    }

    public synchronized int count() {
        return count;
    }

    public synchronized long revision() {
        return revision;
    }

    /** Lets readers be told of everything up to now. */
    public synchronized void announce() {
        announced = revision;
    }

    /** Returns the revision up to which readers are told. */
    public synchronized long announced() {
        return announced;
    }

    /** Returns all members in the order in which they came, unless there are too many to name. */
    public synchronized Optional<List<Member>> everybody() {
        return complete ? Optional.of(List.copyOf(inOrder.values())) : Optional.empty();
    }

    /** Returns what a reader is told that knows this revision; the same object for all that know the same. */
    public synchronized Difference since(long known) {
        if (known != askedFor || answered == null || answered.revision() != revision) {
            askedFor = known;
            answered = difference(known);
        }
        return answered;
    }

    private Difference difference(long known) {
        Optional<List<Member>> nobody = Optional.empty();
        if (!complete) {
            return new Difference(nobody, nobody, nobody, count, revision);
        }
        if (known < remembered || known > revision || isWithinAStep(known)) {
            return new Difference(nobody, nobody, everybody(), count, revision);
        }
        return netChange(known);
    }

    private boolean isWithinAStep(long known) {
        Map.Entry<Long, Long> step = steps.higherEntry(known);
        return step != null && step.getValue() < known;
    }

    /** The members who are here now but were not then, or had another name, and those who were here and are not. */
    private Difference netChange(long known) {
        Map<String, Optional<Member>> before = new LinkedHashMap<>();
        for (Seen change : seen) {
            if (change.number() > known) {
                Optional<Member> was = change.joined() ? Optional.empty() : Optional.of(change.member());
                before.putIfAbsent(change.member().id(), was);
            }
        }
        List<Member> joined = new ArrayList<>();
        List<Member> left = new ArrayList<>();
        before.forEach((id, was) -> {
            Optional<Member> is = member(id);
            if (is.isPresent() && !is.equals(was)) {
                joined.add(is.get());
            } else if (is.isEmpty()) {
                was.ifPresent(left::add);
            }
        });
        return new Difference(Optional.of(joined), Optional.of(left), Optional.empty(), count, revision);
    }
}
