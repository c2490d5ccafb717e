package io.roomcast.engine.memory;

import io.roomcast.room.engine.Lease;
import io.roomcast.room.engine.Leases;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Leases over logs in memory; they end only if several servers share the logs. Any thread; locks briefly. */
final class MemoryLeases implements Leases {
    private final InstantSource clock;
    private final Map<String, Lease> nodes = new HashMap<>();
    private final Map<String, Lease> tasks = new HashMap<>();
    private boolean shared;

    MemoryLeases(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns until when the server with this name is known to be there: a server that is alone always is. */
    synchronized Instant end(String node) {
        return shared
                ? nodes.getOrDefault(node, new Lease(node, 0, Instant.MIN)).until()
                : Instant.MAX;
    }

    /** Says that there is more than one server from now on. */
    synchronized void share() {
        shared = true;
    }

    @Override
    public synchronized CompletionStage<Lease> renew(String node, Duration length) {
        if (!shared) {
            return Leases.SOLE.renew(node, length);
        }
        Instant now = clock.instant();
        Lease before = nodes.getOrDefault(node, new Lease(node, 0, Instant.MIN));
        long term = before.isOver(now) ? before.term() + 1 : before.term();
        Lease lease = new Lease(node, term, now.plus(length));
        nodes.put(node, lease);
        return CompletableFuture.completedStage(lease);
    }

    @Override
    public synchronized CompletionStage<Optional<Lease>> claim(String name, Lease mine, Duration length) {
        if (!shared) {
            return Leases.SOLE.claim(name, mine, length);
        }
        Instant now = clock.instant();
        Lease held = tasks.get(name);
        boolean isFree = held == null || held.isOver(now) || held.node().equals(mine.node());
        if (!isFree || mine.isOver(now)) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        Lease lease = new Lease(mine.node(), mine.term(), now.plus(length));
        tasks.put(name, lease);
        return CompletableFuture.completedStage(Optional.of(lease));
    }

    @Override
    public synchronized CompletionStage<Void> release(String name, Lease mine) {
        Lease held = tasks.get(name);
        if (held != null && held.node().equals(mine.node())) {
            tasks.remove(name);
        }
        return CompletableFuture.completedStage(null);
    }
}
