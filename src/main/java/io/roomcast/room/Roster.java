package io.roomcast.room;

import io.roomcast.room.log.Member;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
    private final NavigableMap<String, Member> members = new TreeMap<>();
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
        members.put(member.id(), member);
        changed(member, true);
    }

    synchronized void leave(String id) {
        Member gone = members.remove(id);
        if (gone != null) {
            changed(gone, false);
        }
    }

    private void changed(Member member, boolean joined) {
        changes.addLast(new Change(++revision, member, joined));
        if (changes.size() > 2 * named) {
            changes.removeFirst();
        }
    }

    synchronized Optional<Member> member(String id) {
        return Optional.ofNullable(members.get(id));
    }

    synchronized boolean hasName(String name) {
        return members.values().stream().anyMatch(member -> member.name().equals(name));
    }

    synchronized int count() {
        return members.size();
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

    /** A page of members in the order of their ids, beginning behind this one, whether it is still here or not. */
    synchronized List<Member> page(String after, int limit) {
        return members.tailMap(after, false).values().stream().limit(limit).toList();
    }

    /** Everybody, unless there are too many to name. */
    synchronized Optional<List<Member>> everybody() {
        return members.size() > named ? Optional.empty() : Optional.of(List.copyOf(members.values()));
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
        if (members.size() > named) {
            return new Part.Presence(room, nobody, nobody, nobody, members.size(), revision);
        }
        boolean remembered =
                known <= revision && !changes.isEmpty() && changes.peekFirst().revision() <= known + 1;
        if (!remembered || wasUnnamedSince(known)) {
            return new Part.Presence(room, nobody, nobody, everybody(), members.size(), revision);
        }
        return netChange(known);
    }

    /** Whether there were too many to name at some time since, so that what the reader knew is void. */
    private boolean wasUnnamedSince(long known) {
        int count = members.size();
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
                room, Optional.of(joined), Optional.of(left), Optional.empty(), members.size(), revision);
    }
}
