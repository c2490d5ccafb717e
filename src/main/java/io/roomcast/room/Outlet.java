package io.roomcast.room;

import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;

/**
 * A transport's end of one connection, as the domain sees it. A cursor calls it from its pump's thread, one call at a
 * time, but cursors of several rooms may share one outlet. No method blocks or throws.
 */
public interface Outlet {
    /**
     * Takes the part if it can, to be sent in its turn, and says whether it did. Either way {@code again} is run once, on
     * any thread, as soon as it can take something. After an end nothing is taken and {@code again} need not be run.
     */
    boolean offer(Delivery delivery, Runnable again);

    /** The reader has all that there is now, or all that it asked for, and stands here. */
    void caughtUp(Position position);

    /** The reading did not begin, or broke off, for this reason. */
    void refused(Refusal refusal);

    /** The server ends the reading. */
    void ended(Ending ending);
}
