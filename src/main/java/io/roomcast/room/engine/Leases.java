package io.roomcast.room.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Rights that one of several servers has for a while: to write, or to do a named task. Any thread. */
public interface Leases {
    /** The leases of a store that only one server can use: they never end. */
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

    /** Lets the server write for this long from now. If its lease had run out, the new one has another term. */
    CompletionStage<Lease> renew(String node, Duration length);

    /** Reserves the named task for this server for this long; empty while another server holds it. */
    CompletionStage<Optional<Lease>> claim(String name, Lease mine, Duration length);

    /** Gives up the named task, so that the next server need not wait. */
    CompletionStage<Void> release(String name, Lease mine);
}
