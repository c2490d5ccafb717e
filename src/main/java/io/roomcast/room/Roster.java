package io.roomcast.room;

import io.roomcast.room.log.Member;
import io.roomcast.room.who.Seated;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who is seated in a room. Each change is a revision, and the difference between two of them can be told as long as it
 * is remembered. The room's strand writes, anybody reads: every method holds the lock for a moment.
 */
final class Roster {
    private final String room;
    private final int named;
    private final Map<String, Seated> seated = new HashMap<>();
    private final NavigableMap<Long, Seated> inOrder = new TreeMap<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final Deque<Change> changes = new ArrayDeque<>();
    private long revision;
    private long announced;
    private long askedFor = -1;
    private Part.Presence answered;

    private record Change(long revision, Member member, boolean joined) {}

    /**
     * Names are told while there are at most {@code named} members. The first revision is one that no earlier roster of
     * this room can have had, such as the time.
     */
    Roster(String room, int named, long first) {
        this.room = room;
        this.named = named;
        this.revision = first;
        this.announced = first;
    }

    synchronized void join(Member member) {
        changed(member, true);
        Seated now = new Seated(member, revision);
        Seated before = seated.put(member.id(), now);
        if (before != null) {
            inOrder.remove(before.since());
            names.computeIfPresent(before.member().name(), Roster::oneLess);
        }
        names.merge(member.name(), 1, Integer::sum);
        inOrder.put(revision, now);
    }

    synchronized void leave(String id) {
        Seated gone = seated.remove(id);
        if (gone != null) {
            inOrder.remove(gone.since());
            names.computeIfPresent(gone.member().name(), Roster::oneLess);
            changed(gone.member(), false);
        }
    }

    private static Integer oneLess(String name, int bearers) {
        return bearers == 1 ? null : bearers - 1;
    }

    private void changed(Member member, boolean joined) {
        changes.addLast(new Change(++revision, member, joined));
        if (changes.size() > 2 * named) {
            changes.removeFirst();
        }
    }

    synchronized Optional<Member> member(String id) {
        return Optional.ofNullable(seated.get(id)).map(Seated::member);
    }

    synchronized boolean hasName(String name) {
        return names.containsKey(name);
    }

    synchronized int count() {
        return seated.size();
    }

    synchronized long revision() {
        return revision;
    }

    /** From now on readers are told of everything up to now. */
    synchronized void announce() {
        announced = revision;
    }

    /** The revision up to which readers are told. */
    synchronized long announced() {
        return announced;
    }

    /** A page of members in the order in which they came, of those who came after that revision. */
    synchronized List<Seated> page(long after, int limit) {
        return inOrder.tailMap(after, false).values().stream().limit(limit).toList();
    }

    /** Everybody in the order in which they came, unless there are too many to name. */
    synchronized Optional<List<Member>> everybody() {
        return seated.size() > named
                ? Optional.empty()
                : Optional.of(inOrder.values().stream().map(Seated::member).toList());
    }

    /** What a reader is told who knows this revision; the same part for all who know the same. */
    synchronized Part.Presence since(long known) {
        if (known != askedFor || answered == null || answered.roster() != revision) {
            askedFor = known;
            answered = difference(known);
        }
        return answered;
    }

    private Part.Presence difference(long known) {
        Optional<List<Member>> nobody = Optional.empty();
        if (seated.size() > named) {
            return new Part.Presence(room, nobody, nobody, nobody, seated.size(), revision);
        }
        boolean remembered =
                known <= revision && !changes.isEmpty() && changes.peekFirst().revision() <= known + 1;
        if (!remembered || wasUnnamedSince(known)) {
            return new Part.Presence(room, nobody, nobody, everybody(), seated.size(), revision);
        }
        return netChange(known);
    }

    /** Whether there were too many to name at some time since, so that what the reader knew is void. */
    private boolean wasUnnamedSince(long known) {
        int count = seated.size();
        int most = count;
        for (var change = changes.descendingIterator(); change.hasNext(); ) {
            Change one = change.next();
            if (one.revision() <= known) {
                break;
            }
            count += one.joined() ? -1 : 1;
            most = Math.max(most, count);
        }
        return most > named;
    }

    /** Who was not there then and is now, or under another name, and who was there and is not. */
    private Part.Presence netChange(long known) {
        Map<String, Optional<Member>> before = new LinkedHashMap<>();
        for (Change change : changes) {
            if (change.revision() > known) {
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
        return new Part.Presence(
                room, Optional.of(joined), Optional.of(left), Optional.empty(), seated.size(), revision);
    }
}
