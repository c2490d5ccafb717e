package io.roomcast.room;

import io.roomcast.room.engine.Presence;
import io.roomcast.room.log.Member;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjLongConsumer;

/**
 * The seats of one room: who sits where, and for how long a seat is kept without a connection. Touched by the room's
 * strand alone; the roster tells others who is seated.
 */
final class Seats {
    private final Time time;
    private final Duration grace;
    private final Roster roster;
    private final Presence presence;
    private final String room;
    private final ObjLongConsumer<String> graceIsOver;
    private final Map<String, Seat> seats = new HashMap<>();
    private final Map<String, Farewell> left = new HashMap<>();
    private final Set<String> former = new HashSet<>();
    private final Map<String, Member> expected = new HashMap<>();
    private int counted;
    private long frees;

    private static final class Seat {
        private Optional<Cursor> reader = Optional.empty();
        private Optional<Time.Alarm> alarm = Optional.empty();
        private long freed;
    }

    /** When somebody left, and why. */
    private record Farewell(long when, Ending why) {}

    /**
     * Presence is told who sits in the room. When a grace period may be over, the given task is called from any thread
     * with what {@link #expire} needs.
     */
    Seats(
            Presence presence,
            String room,
            Time time,
            Duration grace,
            Roster roster,
            ObjLongConsumer<String> graceIsOver) {
        this.presence = presence;
        this.room = room;
        this.time = time;
        this.grace = grace;
        this.roster = roster;
        this.graceIsOver = graceIsOver;
    }

    boolean isTaken(String member) {
        return seats.containsKey(member);
    }

    int count() {
        return seats.size();
    }

    /** Whether the member sat here when the server's former run ended, and has not come back. */
    boolean isFormer(String member) {
        return former.contains(member);
    }

    /** Gives the member a seat, or the one that it has; its grace begins anew. Says under which name it sits. */
    Member sit(Member asked) {
        Optional<Member> known = roster.member(asked.id());
        Member member = known.filter(any -> asked.name().isEmpty()).orElseGet(() -> expect(asked));
        expected.remove(member.id());
        boolean isNews = known.isEmpty() || !known.get().equals(member);
        boolean cameBack = former.remove(member.id());
        if (isNews && known.isPresent()) {
            roster.leave(member.id());
        }
        if (isNews || cameBack) {
            presence.seat(room, member);
        }
        if (isNews) {
            roster.join(member);
        }
        left.remove(member.id());
        Seat seat = seats.computeIfAbsent(member.id(), id -> new Seat());
        if (seat.reader.isEmpty()) {
            free(member.id(), seat);
        }
        return member;
    }

    /** Somebody is about to sit down, and may speak before; says under which name. Whoever does not come is forgotten. */
    Member expect(Member asked) {
        return asked.name().isEmpty() ? expected.computeIfAbsent(asked.id(), id -> asked.named(nextName())) : asked;
    }

    /** Under which name somebody goes who sits here, or is about to. */
    Optional<Member> known(String member) {
        return roster.member(member).or(() -> Optional.ofNullable(expected.get(member)));
    }

    void forget(String member) {
        expected.remove(member);
    }

    /** Who sat here when the server's former run ended has its seat for its grace period, as if it had just gone. */
    void restore(List<Member> members) {
        for (Member member : members) {
            if (!seats.containsKey(member.id())) {
                roster.join(member);
                former.add(member.id());
                Seat seat = new Seat();
                seats.put(member.id(), seat);
                free(member.id(), seat);
            }
        }
    }

    /** The one live reader of its seat from now on; answers the one before. */
    Optional<Cursor> read(Cursor reader) {
        Seat seat = seats.get(reader.reader());
        Optional<Cursor> before = seat.reader;
        seat.reader = Optional.of(reader);
        silence(seat);
        return before;
    }

    /** A reader is gone; if it was the seat's, the seat's grace begins. */
    void released(Cursor reader) {
        Seat seat = seats.get(reader.reader());
        if (seat != null && seat.reader.filter(reader::equals).isPresent()) {
            seat.reader = Optional.empty();
            free(reader.reader(), seat);
        }
    }

    /** Gives up the seat of a member whose grace is over, unless it was taken since that grace began. */
    boolean expire(String member, long freed) {
        Seat seat = seats.get(member);
        boolean over = seat != null && seat.reader.isEmpty() && seat.freed == freed;
        if (over) {
            giveUp(member);
        }
        return over;
    }

    /** The member leaves, or is made to; answers who read from the seat. */
    Optional<Cursor> leave(String member, Ending why) {
        left.values().removeIf(this::isLongAgo);
        left.put(member, new Farewell(time.elapsed(), why));
        return giveUp(member);
    }

    /** Why the member left a moment ago, if it did: a poll that was on its way then does not bring it back. */
    Optional<Ending> whyLeft(String member) {
        return Optional.ofNullable(left.get(member))
                .filter(one -> !isLongAgo(one))
                .map(Farewell::why);
    }

    private boolean isLongAgo(Farewell one) {
        return time.elapsed() - one.when() >= grace.toMillis();
    }

    private Optional<Cursor> giveUp(String member) {
        Seat seat = seats.remove(member);
        if (seat == null) {
            return Optional.empty();
        }
        silence(seat);
        former.remove(member);
        roster.member(member).ifPresent(known -> presence.free(room, known));
        roster.leave(member);
        return seat.reader;
    }

    /** Everybody who reads from a seat. */
    List<Cursor> readers() {
        List<Cursor> readers = new ArrayList<>();
        seats.values().forEach(seat -> seat.reader.ifPresent(readers::add));
        return readers;
    }

    private void free(String member, Seat seat) {
        silence(seat);
        long freed = ++frees;
        seat.freed = freed;
        seat.alarm = Optional.of(time.after(grace, () -> graceIsOver.accept(member, freed)));
    }

    private static void silence(Seat seat) {
        seat.alarm.ifPresent(Time.Alarm::off);
        seat.alarm = Optional.empty();
    }

    private String nextName() {
        String name = "user-" + ++counted;
        while (roster.hasName(name)) {
            name = "user-" + ++counted;
        }
        return name;
    }
}
