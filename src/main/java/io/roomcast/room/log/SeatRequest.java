package io.roomcast.room.log;

import io.roomcast.room.refusal.Ending;
import java.time.Duration;
import java.util.Optional;

/** What is to be changed in a room's roster, or about what its members are asked. Each is answered by a {@link SeatResult}. */
public sealed interface SeatRequest {
    String room();

    /** What is news to who wishes this is said with the answer. */
    KnownRoster known();

    /** How somebody sits down. */
    enum Manner {
        /** The seat is taken, whoever held it. */
        JOIN,
        /** The same, but not by who left a moment ago: what was on its way then brings nobody back. */
        POLL,
        /** The same, and only if no server holds the seat for somebody who reads. */
        LINGER,
        /** Whoever left comes back, but who reads from the seat goes on, under the name that is given now. */
        ENTER,
        /** The seat is still held as it was, or was given up only because its server was not heard of. */
        KEEP,
        /** What is held by this is held for a while only; nobody is seated who is not. */
        LET_GO
    }

    /**
     * Somebody sits down, or is seated already. The same again under the same nonce changes nothing.
     *
     * @param member with an empty name: the one that it has, or one that nobody here has
     * @param most how many there may be in the room, this one included
     * @param moment how long ago a moment is
     */
    record Take(String room, KnownRoster known, Member member, SeatHold hold, Manner manner, int most, Duration moment)
            implements SeatRequest {}

    /**
     * A seat is given up. The same again changes nothing.
     *
     * @param nonce by which it was taken, where that is because nobody came back in time; empty: whoever holds it
     */
    record Free(String room, KnownRoster known, String member, Optional<String> nonce, Ending why)
            implements SeatRequest {}

    /**
     * A member who is here is asked.
     *
     * @param asker by which who asks knows the answer
     * @param most how many questions to this member may be open, this one included
     */
    record Ask(String room, KnownRoster known, String member, Content question, Duration within, String asker, int most)
            implements SeatRequest {}

    /** A member answers what it was asked. */
    record Answer(String room, KnownRoster known, String member, long question, AnswerData answer)
            implements SeatRequest {}
}
