package io.roomcast.room.engine;

import java.time.Instant;

/**
 * For how long a server may write, by the store's clock.
 *
 * @param term which of the server's leases it is: another one means that the one before had run out
 */
public record Lease(String node, long term, Instant until) {
    /** Of a server beside which there is no other. */
    public static final Lease ENDLESS = new Lease("", 1, Instant.MAX);

    public boolean isOver(Instant now) {
        return !now.isBefore(until);
    }
}
