package io.roomcast.ws;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.wire.Crowd;
import io.roomcast.wire.Reception;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * All WebSocket connections of this server: counts them by address, gives them one heartbeat, and ends them when the
 * server stops. Any thread.
 */
public final class Connections implements AutoCloseable {
    private static final int BEATS_PER_HEARTBEAT = 4;

    private final Reception reception;
    private final WsSettings settings;
    private final Crowd<Peer> peers;
    private final ThreadPoolExecutor blocking;

    public Connections(Reception reception, WsSettings settings) {
        this.reception = reception;
        this.settings = settings;
        this.peers = new Crowd<>(settings.connectionsPerAddress());
        this.blocking = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Connections::thread,
                new ThreadPoolExecutor.DiscardPolicy());
        blocking.allowCoreThreadTimeOut(true);
        nextBeat();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "roomcast-ws");
        thread.setDaemon(true);
        return thread;
    }

    /** A connection has come. */
    Peer open(Session session) {
        return new Peer(this, reception, settings, session);
    }

    /** Whether a peer may stay; who may not is told why. */
    boolean admits(Peer peer) {
        Optional<Refusal> refusal = peers.add(peer, peer.address());
        Optional<Ending> farewell = reception.rooms().farewell();
        if (farewell.isPresent()) {
            peer.end(farewell.get());
        } else if (refusal.isPresent()) {
            peer.refuse(refusal.get(), Optional.empty());
        } else {
            return true;
        }
        return false;
    }

    void remove(Peer peer) {
        peers.remove(peer);
    }

    /** The threads on which pings and closes may block. */
    Executor blocking() {
        return blocking;
    }

    /** How many are connected. */
    public int count() {
        return peers.count();
    }

    /** The server is about to stop: everybody is told to come back, spread over a while, also who is in no room. */
    public void drain(Duration spread, RandomGenerator random) {
        for (Peer peer : peers) {
            peer.end(Ending.of(Code.DRAINING).comeBackWithin(spread, random));
        }
    }

    /** Ends the heartbeat and the threads. */
    @Override
    public void close() {
        blocking.shutdown();
    }

    private void nextBeat() {
        long wait = Math.max(1, heartbeat() / BEATS_PER_HEARTBEAT);
        reception.time().after(Duration.ofMillis(wait), () -> blocking.execute(this::beat));
    }

    private void beat() {
        nextBeat();
        long now = reception.time().elapsed();
        peers.forEach(peer -> peer.beat(now, heartbeat()));
    }

    private long heartbeat() {
        return reception.rooms().limits().heartbeat().toMillis();
    }
}
