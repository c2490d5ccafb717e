package io.roomcast.room.log;

import io.roomcast.room.refusal.Ending;
import java.time.Duration;
import java.util.Optional;

/** One entry of a roster's log. Of each member only the last one about its seat is kept. */
public sealed interface RosterChange {
    /** Its place in the log. Numbers only grow, whatever becomes of the store. */
    long number();

    /**
     * A member is seated.
     *
     * @param since the number by which it came, or got the name that it has
     * @param left for how long it is held if nobody holds it anew; empty where it is held as long as the server's lease
     */
    record Sat(long number, Member member, long since, String nonce, String node, Optional<Duration> left)
            implements RosterChange {}

    /**
     * A member has left.
     *
     * @param byTime whether that is only because it did not come back in time
     */
    record Went(long number, String member, Ending why, boolean byTime) implements RosterChange {}

    /** A member is asked, and may answer within what is left. */
    record Question(long number, String member, Content content, Duration left) implements RosterChange {}

    /** A question is answered; {@code asker} is what was said with it. */
    record Answer(long number, long question, String asker, AnswerData said) implements RosterChange {}
}
