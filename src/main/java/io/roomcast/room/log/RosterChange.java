package io.roomcast.room.log;

import io.roomcast.room.refusal.Ending;
import java.time.Duration;
import java.util.Optional;

/** One entry of a roster's log. Only the last entry about each member's seat is kept. */
public sealed interface RosterChange {
    /** Returns its place in the log. Numbers only grow, whatever becomes of the store. */
    long number();

    /**
     * A member is seated.
     *
     * @param since the number with which it came, or got its present name
     * @param left how long the seat is held unless the hold is renewed; empty if it is held as long as the server's
     *     lease
     */
    record Sat(long number, Member member, long since, String nonce, String node, Optional<Duration> left)
            implements RosterChange {}

    /**
     * A member has left.
     *
     * @param byTime whether it left only because it did not come back in time
     */
    record Went(long number, String member, Ending why, boolean byTime) implements RosterChange {}

    /** A member is asked, and may answer within what is left of the time. */
    record Question(long number, String member, Content content, Duration left) implements RosterChange {}

    /** A question is answered; {@code asker} is the asker's own name for it. */
    record Answer(long number, long question, String asker, AnswerData said) implements RosterChange {}
}
