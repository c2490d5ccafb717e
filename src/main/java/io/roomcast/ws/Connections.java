package io.roomcast.ws;

import io.roomcast.channel.websocket.Socket;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.wire.Crowd;
import io.roomcast.wire.Reception;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
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
    private final ExecutorService blocking;

    public Connections(Reception reception, WsSettings settings) {
        this.reception = reception;
        this.settings = settings;
        this.peers = new Crowd<>(settings.connectionsPerAddress());
        this.blocking = Socket.blocking("roomcast-ws", settings.threads());
        nextBeat();
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
        peers.drain(spread, random, Peer::end);
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
        return settings.heartbeat().toMillis();
    }
}
