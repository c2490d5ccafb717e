package io.roomcast.room.lane;

import io.roomcast.room.engine.Lease;
import java.time.Duration;
import java.time.Instant;

/**
 * A lease as far as this server acts on it.
 *
 * @param goodUntil by this server's own clock, in milliseconds
 */
record HeldLease(Lease lease, long goodUntil) {
    private static final Lease OVER = new Lease("", 0, Instant.MIN);

    /** The lease of a server that may not write. */
    static final HeldLease NONE = new HeldLease(OVER, Long.MIN_VALUE);

    boolean isGood(long now) {
        return now < goodUntil;
    }

    /** Whether the store let it run out: by its clock it may last half its length longer than by this server's. */
    boolean isOverSince(long now, Duration length) {
        return goodUntil != Long.MAX_VALUE && now - length.toMillis() / 2 > goodUntil;
    }

    /** Returns the lease, or one that is over if it is not known to be valid. */
    Lease at(long now) {
        return isGood(now) ? lease : OVER;
    }
}
