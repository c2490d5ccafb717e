package io.roomcast.room;

import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;

/**
 * A transport's end of one connection, as the domain sees it. A cursor calls it from its pump's strand, one call at a
 * time, but cursors of several rooms may share one outlet. No method blocks or throws.
 */
public interface Outlet {
    /**
     * Takes the delivery if it can, to be sent in its turn, and returns whether it did. Either way {@code again} runs
     * once, on any thread, as soon as the outlet can take something. After an end nothing is taken, and {@code again}
     * need not run.
     */
    boolean offer(Delivery delivery, Runnable again);

    /** Counts so many more bytes that wait for the client, or fewer if negative; false if that is too much. */
    boolean holds(long more);

    /** The reader has everything that is there now, or all that it asked for, and stands here. */
    void caughtUp(Position position);

    /** The reading did not begin, or broke off, for this reason. */
    void refused(Refusal refusal);

    /** The server ends the reading. */
    void ended(Ending ending);
}
