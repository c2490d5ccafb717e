package io.roomcast.room.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What only one of several servers may do for a while: write under its own name, or do a thing that has a name. Time is
 * the store's. Any thread may call it.
 */
public interface Leases {
    /** Those of a store that only one server can use: they never end. */
    Leases SOLE = new Leases() {
        @Override
        public CompletionStage<Lease> renew(String node, Duration length) {
            return CompletableFuture.completedStage(Lease.ENDLESS);
        }

        @Override
        public CompletionStage<Optional<Lease>> claim(String name, Lease mine, Duration length) {
            return CompletableFuture.completedStage(Optional.of(Lease.ENDLESS));
        }

        @Override
        public CompletionStage<Void> release(String name, Lease mine) {
            return CompletableFuture.completedStage(null);
        }
    };

    /** From now on the server may write for so long. If its lease had run out it is another term. */
    CompletionStage<Lease> renew(String node, Duration length);

    /** The thing with this name is this server's for so long; empty while it is another's. */
    CompletionStage<Optional<Lease>> claim(String name, Lease mine, Duration length);

    /** Gives the thing up, so that the next need not wait. */
    CompletionStage<Void> release(String name, Lease mine);
}
