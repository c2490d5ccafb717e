package io.roomcast.socketio.engine;

import io.roomcast.channel.Quirks;
import io.roomcast.channel.websocket.GuardedSession;
import io.roomcast.room.budget.Account;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.Time;
import io.roomcast.room.who.Visitor;
import io.roomcast.socketio.packet.EngineCodec;
import io.roomcast.socketio.packet.EngineCodec3;
import io.roomcast.socketio.packet.EngineCodec4;
import io.roomcast.socketio.packet.EnginePacket;
import io.roomcast.wire.ConnectionCounter;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.JsonBuilder;
import io.roomcast.wire.QueryString;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;

/** All Engine.IO sessions of this server, found by id. It ends them when the server stops. Any thread. */
public final class EngineSessions implements AutoCloseable {
    private static final Set<String> VERSIONS = Set.of("3", "4");
    private static final int ID_BYTES = 15;
    private static final int THREADS = 2;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final Ingress ingress;
    private final EngineSettings settings;
    private final RandomGenerator random;
    private final EngineApplication application;
    private final Quirks quirks;
    private final ConnectionCounter<EngineSession> counter;
    private final Map<String, EngineSession> sessions = new ConcurrentHashMap<>();
    private final ExecutorService blocking;

    /** @param random must be unpredictable, because ids are secrets */
    public EngineSessions(
            Ingress ingress,
            EngineSettings settings,
            RandomGenerator random,
            EngineApplication application,
            Quirks quirks) {
        this.ingress = ingress;
        this.settings = settings;
        this.random = random;
        this.application = application;
        this.quirks = quirks;
        this.counter = new ConnectionCounter<>(settings.sessionsPerAddress(), Account.CONNECTION);
        this.blocking = GuardedSession.blocking("roomcast-socketio", THREADS);
    }

    /** Returns why a request is refused; empty if it is not. Of several errors it is the first in Node's order. */
    Optional<HandshakeError> objection(String method, QueryString query, boolean upgrade) {
        String transport = query.text("transport").orElse("");
        if (!transport.equals("polling") && !transport.equals("websocket")) {
            return Optional.of(HandshakeError.UNKNOWN_TRANSPORT);
        }
        if (upgrade != transport.equals("websocket")) {
            return Optional.of(HandshakeError.BAD_REQUEST);
        }
        Optional<String> id = query.text("sid");
        return id.isPresent() ? returning(id.get(), query, upgrade) : newcomer(method, query);
    }

    private Optional<HandshakeError> returning(String id, QueryString query, boolean upgrade) {
        EngineSession session = sessions.get(id);
        if (session == null) {
            return Optional.of(HandshakeError.UNKNOWN_SESSION);
        }
        boolean changed = !query.text("EIO").orElse("").equals(String.valueOf(session.version()));
        return changed || (!upgrade && session.isOnSocket())
                ? Optional.of(HandshakeError.BAD_REQUEST)
                : Optional.empty();
    }

    private Optional<HandshakeError> newcomer(String method, QueryString query) {
        if (!method.equals("GET")) {
            return Optional.of(HandshakeError.BAD_METHOD);
        }
        if (!VERSIONS.contains(query.text("EIO").orElse(""))) {
            return Optional.of(HandshakeError.BAD_VERSION);
        }
        return ingress.rooms()
                .farewell()
                .map(ending -> HandshakeError.BAD_REQUEST.with(ending.code().status()));
    }

    /** Returns the session of a request that was not refused; empty for a new client. */
    Optional<EngineSession> find(QueryString query) {
        return query.text("sid").flatMap(id -> Optional.ofNullable(sessions.get(id)));
    }

    /** Opens a session for a visitor, or refuses it if the address has too many. */
    EngineSession open(Visitor visitor, QueryString query) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        boolean old = query.text("EIO").orElse("").equals("3");
        boolean base64 = query.text("b64").filter("1"::equals).isPresent();
        EngineCodec codec = old ? new EngineCodec3(base64) : new EngineCodec4();
        EngineSession session = new EngineSession(this, ENCODER.encodeToString(id), codec, visitor, query);
        Optional<Refusal> refusal = counter.add(session, session.account());
        if (refusal.isPresent()) {
            counter.remove(session);
            throw refusal.get();
        }
        sessions.put(session.id(), session);
        return session;
    }

    /** Starts a session. It offers an upgrade if it does not begin on a WebSocket. */
    void begin(EngineSession session, boolean onSocket) {
        String handshake = JsonBuilder.object()
                .put("sid", session.id())
                .put("upgrades", onSocket ? List.of() : List.of("websocket"))
                .put("pingInterval", settings.pingInterval().toMillis())
                .put("pingTimeout", settings.pingTimeout().toMillis())
                .put("maxPayload", settings.payload())
                .end();
        session.begin(application, EnginePacket.of(EnginePacket.Type.OPEN, handshake));
    }

    /** Removes a session that is over. During {@code farewell} a poll for the last packet still finds it. */
    void ended(EngineSession session, Duration farewell) {
        counter.remove(session);
        if (farewell.isZero()) {
            forget(session);
        } else {
            after(farewell, () -> forget(session));
        }
    }

    /** Forgets a session whose last packet was sent. */
    void forget(EngineSession session) {
        sessions.remove(session.id());
    }

    Time time() {
        return ingress.time();
    }

    /** Runs a task after a delay on a thread that may write. */
    Time.Alarm after(Duration delay, Runnable task) {
        return time().after(delay, () -> blocking.execute(task));
    }

    Ingress ingress() {
        return ingress;
    }

    EngineSettings settings() {
        return settings;
    }

    Quirks quirks() {
        return quirks;
    }

    /** Returns the threads on which pings and closes may block. */
    Executor blocking() {
        return blocking;
    }

    public int count() {
        return counter.count();
    }

    /** Ends all sessions before the server stops. Tells clients to reconnect within {@code spread}. */
    public void drain(Duration spread, RandomGenerator chance) {
        counter.drain(spread, chance, EngineSession::drain);
    }

    /** Ends the threads. */
    @Override
    public void close() {
        blocking.shutdown();
    }
}
