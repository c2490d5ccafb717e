package io.roomcast.socketio.engine;

import io.roomcast.channel.websocket.GuardedSession;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.Time;
import io.roomcast.room.who.Visitor;
import io.roomcast.socketio.packet.EngineCodec;
import io.roomcast.socketio.packet.EngineCodec3;
import io.roomcast.socketio.packet.EngineCodec4;
import io.roomcast.socketio.packet.EnginePacket;
import io.roomcast.wire.ConnectionCounter;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.QueryString;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.random.RandomGenerator;

/** All sessions of Engine.IO on this server: opens them, finds them by their ids, ends them when it stops. Any thread. */
public final class EngineSessions implements AutoCloseable {
    private static final int ID_BYTES = 15;
    private static final int THREADS = 2;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final Ingress ingress;
    private final EngineSettings settings;
    private final RandomGenerator random;
    private final EngineApplication application;
    private final ConnectionCounter<EngineSession> crowd;
    private final Map<String, EngineSession> sessions = new ConcurrentHashMap<>();
    private final ExecutorService blocking;

    /** The random generator must be one that cannot be foretold. */
    public EngineSessions(
            Ingress ingress, EngineSettings settings, RandomGenerator random, EngineApplication application) {
        this.ingress = ingress;
        this.settings = settings;
        this.random = random;
        this.application = application;
        this.crowd = new ConnectionCounter<>(settings.sessionsPerAddress());
        this.blocking = GuardedSession.blocking("roomcast-socketio", THREADS);
    }

    /** Why a request is not taken; empty where it is. The first thing that is wrong counts, in Node's order. */
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
        if (!query.text("EIO").orElse("").matches("[34]")) {
            return Optional.of(HandshakeError.BAD_VERSION);
        }
        return ingress.rooms()
                .farewell()
                .map(ending -> HandshakeError.BAD_REQUEST.with(ending.code().status()));
    }

    /** The session of a request to which there was no objection. */
    Optional<EngineSession> find(QueryString query) {
        return query.text("sid").flatMap(id -> Optional.ofNullable(sessions.get(id)));
    }

    /** A new session for a visitor; refused where there are too many of the same address. */
    EngineSession open(Visitor visitor, QueryString query) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        boolean old = query.text("EIO").orElse("").equals("3");
        boolean base64 = query.text("b64").filter("1"::equals).isPresent();
        EngineCodec codec = old ? new EngineCodec3(base64) : new EngineCodec4();
        EngineSession session = new EngineSession(this, ENCODER.encodeToString(id), codec, visitor, query);
        Optional<Refusal> refusal = crowd.add(session, visitor.address());
        if (refusal.isPresent()) {
            crowd.remove(session);
            throw refusal.get();
        }
        sessions.put(session.id(), session);
        return session;
    }

    /** Lets a session speak; it may still be changed to a WebSocket if it does not begin on one. */
    void begin(EngineSession session, boolean onSocket) {
        Map<String, Object> open = new LinkedHashMap<>();
        open.put("sid", session.id());
        open.put("upgrades", onSocket ? List.of() : List.of("websocket"));
        open.put("pingInterval", settings.pingInterval().toMillis());
        open.put("pingTimeout", settings.pingTimeout().toMillis());
        open.put("maxPayload", settings.payload());
        String handshake = ingress.json().line(open);
        session.begin(application, EnginePacket.of(EnginePacket.Type.OPEN, handshake));
    }

    /** A session is over; for so long a poll that comes for its last words still finds it. */
    void ended(EngineSession session, Duration farewell) {
        crowd.remove(session);
        if (farewell.isZero()) {
            forget(session);
        } else {
            after(farewell, () -> forget(session));
        }
    }

    /** The last words were heard. */
    void forget(EngineSession session) {
        sessions.remove(session.id());
    }

    Time time() {
        return ingress.time();
    }

    /** Runs something after a while on a thread that may write. */
    Time.Alarm after(Duration delay, Runnable task) {
        return time().after(delay, () -> blocking.execute(task));
    }

    Ingress ingress() {
        return ingress;
    }

    EngineSettings settings() {
        return settings;
    }

    /** The threads on which pings are written, and closes may block. */
    Executor blocking() {
        return blocking;
    }

    /** How many are connected. */
    public int count() {
        return crowd.count();
    }

    /** The server is about to stop: everybody is told to come back, spread over a while. */
    public void drain(Duration spread, RandomGenerator chance) {
        crowd.drain(spread, chance, EngineSession::ends);
    }

    /** Ends the threads. */
    @Override
    public void close() {
        blocking.shutdown();
    }
}
