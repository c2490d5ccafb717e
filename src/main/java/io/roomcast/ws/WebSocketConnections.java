package io.roomcast.ws;

import io.roomcast.channel.Quirks;
import io.roomcast.channel.websocket.GuardedSession;
import io.roomcast.room.budget.Account;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.PauseWatch;
import io.roomcast.wire.ConnectionCounter;
import io.roomcast.wire.Ingress;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;

/**
 * All WebSocket connections of this server. It limits them per address, drives their heartbeat, and ends them when the
 * server stops. Any thread.
 */
public final class WebSocketConnections implements AutoCloseable {
    private static final int BEATS_PER_HEARTBEAT = 4;

    private final Ingress ingress;
    private final WsSettings settings;
    private final Quirks quirks;
    private final ConnectionCounter<WebSocketConnection> counter;
    private final ExecutorService blocking;
    private final PauseWatch pauses;

    public WebSocketConnections(Ingress ingress, WsSettings settings, Quirks quirks) {
        this.ingress = ingress;
        this.settings = settings;
        this.quirks = quirks;
        this.counter = new ConnectionCounter<>(settings.connectionsPerAddress(), Account.CONNECTION);
        this.blocking = GuardedSession.blocking("roomcast-ws", settings.threads());
        this.pauses = new PauseWatch(ingress.time(), heartbeat() * 3 / 4);
        nextBeat();
    }

    WebSocketConnection open(Session session) {
        return new WebSocketConnection(this, ingress, settings, session);
    }

    /** Admits a connection, or ends it with the reason and returns false. */
    boolean admits(WebSocketConnection connection) {
        Optional<Refusal> refusal = counter.add(connection, connection.account());
        Optional<Ending> farewell = ingress.rooms().farewell();
        if (farewell.isPresent()) {
            connection.end(farewell.get());
        } else if (refusal.isPresent()) {
            connection.refuse(refusal.get(), "");
        } else {
            return true;
        }
        return false;
    }

    void remove(WebSocketConnection connection) {
        counter.remove(connection);
    }

    /** Returns the threads on which pings and closes may block. */
    Executor blocking() {
        return blocking;
    }

    Quirks quirks() {
        return quirks;
    }

    public int count() {
        return counter.count();
    }

    /** Ends all connections before the server stops, also those in no room. Clients reconnect within {@code spread}. */
    public void drain(Duration spread, RandomGenerator random) {
        counter.drain(spread, random, WebSocketConnection::end);
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

    /** After a pause of the whole process nobody is judged by a silence in which nobody listened. */
    private void beat() {
        nextBeat();
        long now = ingress.time().elapsed();
        boolean wasPaused = pauses.wasPaused();
        counter.forEach(connection -> {
            if (wasPaused) {
                connection.noteSignOfLife();
            }
            connection.beat(now, heartbeat());
        });
    }

    private long heartbeat() {
        return settings.heartbeat().toMillis();
    }
}
