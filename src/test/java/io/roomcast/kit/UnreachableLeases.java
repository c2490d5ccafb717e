package io.roomcast.kit;

import io.roomcast.room.engine.Lease;
import io.roomcast.room.engine.Leases;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The leases of a store that does not renew the one of a server that is cut off from it. */
record UnreachableLeases(Leases theirs) implements Leases {
    static final String AWAY = "the store is away";

    @Override
    public CompletionStage<Lease> renew(String node, Duration length) {
        return CompletableFuture.failedStage(new IllegalStateException(AWAY));
    }

    @Override
    public CompletionStage<Optional<Lease>> claim(String name, Lease mine, Duration length) {
        return theirs.claim(name, mine, length);
    }

    @Override
    public CompletionStage<Void> release(String name, Lease mine) {
        return theirs.release(name, mine);
    }
}
