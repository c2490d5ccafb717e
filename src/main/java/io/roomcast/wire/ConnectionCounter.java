package io.roomcast.wire;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/**
 * Everybody who is connected by one transport, counted by address. Where no address is known, none is counted. Any thread.
 *
 * @param <P> what the transport knows of one of them
 */
public final class ConnectionCounter<P> implements Iterable<P> {
    private final int mostPerAddress;
    private final Map<P, String> peers = new ConcurrentHashMap<>();
    private final Map<String, Integer> perAddress = new ConcurrentHashMap<>();

    public ConnectionCounter(int mostPerAddress) {
        this.mostPerAddress = mostPerAddress;
    }

    /** Somebody has come; says why not to let it stay, if it may not. */
    public Optional<Refusal> add(P peer, String address) {
        peers.put(peer, address);
        int here = perAddress.merge(address, 1, Integer::sum);
        return address.isEmpty() || here <= mostPerAddress
                ? Optional.empty()
                : Optional.of(new Refusal(Code.TOO_MANY, "too many connections from one address"));
    }

    /** Somebody is gone; it may be said more than once. */
    public void remove(P peer) {
        Optional.ofNullable(peers.remove(peer))
                .ifPresent(address ->
                        perAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1));
    }

    /** The server is about to stop: each is ended, to come back at its own moment within a while. */
    public void drain(Duration spread, RandomGenerator random, BiConsumer<P, Ending> end) {
        forEach(peer -> end.accept(peer, Ending.of(Code.DRAINING).comeBackWithin(spread, random)));
    }

    public int count() {
        return peers.size();
    }

    @Override
    public Iterator<P> iterator() {
        return Collections.unmodifiableSet(peers.keySet()).iterator();
    }
}
