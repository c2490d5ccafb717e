package io.roomcast.ws;

import io.roomcast.channel.websocket.GuardedSession;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.wire.ConnectionCounter;
import io.roomcast.wire.Ingress;
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
public final class WebSocketConnections implements AutoCloseable {
    private static final int BEATS_PER_HEARTBEAT = 4;

    private final Ingress ingress;
    private final WsSettings settings;
    private final ConnectionCounter<WebSocketConnection> peers;
    private final ExecutorService blocking;

    public WebSocketConnections(Ingress ingress, WsSettings settings) {
        this.ingress = ingress;
        this.settings = settings;
        this.peers = new ConnectionCounter<>(settings.connectionsPerAddress());
        this.blocking = GuardedSession.blocking("roomcast-ws", settings.threads());
        nextBeat();
    }

    /** A connection has come. */
    WebSocketConnection open(Session session) {
        return new WebSocketConnection(this, ingress, settings, session);
    }

    /** Whether a peer may stay; who may not is told why. */
    boolean admits(WebSocketConnection peer) {
        Optional<Refusal> refusal = peers.add(peer, peer.address());
        Optional<Ending> farewell = ingress.rooms().farewell();
        if (farewell.isPresent()) {
            peer.end(farewell.get());
        } else if (refusal.isPresent()) {
            peer.refuse(refusal.get(), Optional.empty());
        } else {
            return true;
        }
        return false;
    }

    void remove(WebSocketConnection peer) {
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
        peers.drain(spread, random, WebSocketConnection::end);
    }

    /** Ends the heartbeat and the threads. */
    @Override
    public void close() {
        blocking.shutdown();
    }

    private void nextBeat() {
        long wait = Math.max(1, heartbeat() / BEATS_PER_HEARTBEAT);
        ingress.time().after(Duration.ofMillis(wait), () -> blocking.execute(this::beat));
    }

    private void beat() {
        nextBeat();
        long now = ingress.time().elapsed();
        peers.forEach(peer -> peer.beat(now, heartbeat()));
    }

    private long heartbeat() {
        return settings.heartbeat().toMillis();
    }
}
