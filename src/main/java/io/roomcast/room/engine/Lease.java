package io.roomcast.room.engine;

import java.time.Instant;

/**
 * The right of one server to write, until a time by the store's clock.
 *
 * @param term identifies the lease: a different term means that the previous lease ran out
 */
public record Lease(String node, long term, Instant until) {
    /** The lease of a server that has the store to itself. */
    public static final Lease ENDLESS = new Lease("", 1, Instant.MAX);

    public boolean isOver(Instant now) {
        return !now.isBefore(until);
    }
}
