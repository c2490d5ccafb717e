package io.roomcast.room;

import io.roomcast.room.log.Content;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One line, or one batch of lines, that a cursor hands to its outlet. Immutable, without a wire format, and shared by
 * readers at the same position.
 */
public sealed interface Delivery
        permits Delivery.Welcome, Delivery.Stand, Delivery.Gap, Delivery.Presence, Delivery.Ask, Batch {

    String room();

    /** The first line that a member reads. It names the members up to a limit. */
    record Welcome(
            String room,
            Member me,
            Position position,
            Position head,
            Optional<List<Member>> members,
            int count,
            long roster,
            boolean recovered,
            String command)
            implements Delivery {}

    /** The reader's position and nothing new: the first line of a reader without a seat, and the heartbeat. */
    record Stand(String room, Position position) implements Delivery {}

    /** Lost events, from and to included; both 0 where an epoch ended. Reading continues at the position. */
    record Gap(String room, long from, long to, Position position, Reason reason, boolean onlyPrivate)
            implements Delivery {}

    /** A program's question to this reader alone; it is in no log. The number is unique in the room. */
    record Ask(String room, long number, Content question, Duration within) implements Delivery {
        /** Returns the id that the client answers with. */
        public String id() {
            return id(number);
        }

        public static String id(long number) {
            return "q-" + number;
        }
    }

    /** Why events are missing. */
    enum Reason {
        TRIMMED,
        SKIPPED,
        EPOCH
    }

    /**
     * The difference to the roster that this reader knows. Without any names, what it knew is void. If the difference
     * is no longer known, {@code members} has all members.
     */
    record Presence(
            String room,
            Optional<List<Member>> joined,
            Optional<List<Member>> left,
            Optional<List<Member>> members,
            int count,
            long roster)
            implements Delivery {}
}
