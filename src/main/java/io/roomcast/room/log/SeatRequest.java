package io.roomcast.room.log;

import io.roomcast.room.refusal.Ending;
import java.time.Duration;
import java.util.Optional;

/** A request to change a room's roster, or about questions to its members. Each gets a {@link SeatResult}. */
public sealed interface SeatRequest {
    String room();

    /** Returns what the requesting server knows of the roster; the result brings it up to date. */
    KnownRoster known();

    /** How a seat is taken. */
    enum Manner {
        /** Takes the seat, whoever held it. */
        JOIN,
        /** The same, but not soon after its member left: a late poll does not bring it back. */
        POLL,
        /** The same, and only if no server holds the seat for a reader. */
        LINGER,
        /** Takes the seat even after its member left. A reader goes on, under the name that is given now. */
        ENTER,
        /** Keeps the seat if it is still held as it was, or was given up only because its server was not heard of. */
        KEEP,
        /** Keeps the hold only for a while; seats no member that is not seated. */
        LET_GO
    }

    /**
     * A member takes a seat, or keeps the one it has. The same again under the same nonce changes nothing.
     *
     * @param member with an empty name: the name that it has, or one that no member here has
     * @param most how many members there may be in the room, this one included
     * @param moment how long a member counts as having just left
     */
    record Take(String room, KnownRoster known, Member member, SeatHold hold, Manner manner, int most, Duration moment)
            implements SeatRequest {}

    /**
     * A seat is given up. The same again changes nothing.
     *
     * @param nonce the taking of the seat that has expired; empty if any hold of the seat is given up
     */
    record Free(String room, KnownRoster known, String member, Optional<String> nonce, Ending why)
            implements SeatRequest {}

    /**
     * A member who is here is asked.
     *
     * @param asker identifies the question for the asking server
     * @param most how many questions to this member may be open, this one included
     */
    record Ask(String room, KnownRoster known, String member, Content question, Duration within, String asker, int most)
            implements SeatRequest {}

    /** A member answers a question. */
    record Answer(String room, KnownRoster known, String member, long question, AnswerData answer)
            implements SeatRequest {}
}
