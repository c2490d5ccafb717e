package io.roomcast.room;

import io.roomcast.room.log.Content;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a cursor hands its outlet in one go, one line or a batch of them. Immutable and free of any wire format; whoever
 * stands at the same place is given the same part.
 */
public sealed interface Delivery
        permits Delivery.Welcome, Delivery.Stand, Delivery.Gap, Delivery.Presence, Delivery.Ask, Batch {

    String room();

    /** The first thing that a member reads; the members are named up to a limit. */
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

    /** Where the reader stands, and nothing new: the first thing of a reader without a seat, and the sign of life. */
    record Stand(String room, Position position) implements Delivery {}

    /** Loss, from where to where, both included; both 0 where an epoch ended. Reading goes on at the position. */
    record Gap(String room, long from, long to, Position position, Reason reason, boolean onlyPrivate)
            implements Delivery {}

    /** A program's question to this reader alone; it is in no log. The number is the room's own. */
    record Ask(String room, long number, Content question, Duration within) implements Delivery {
        /** By this the client says what it answers. */
        public String id() {
            return id(number);
        }

        /** The id of the question with this number. */
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
     * The difference to what this reader was told of the roster. Without any names, what was known is void. Where the
     * difference is not known any more, {@code members} has everybody.
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
