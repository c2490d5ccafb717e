package io.roomcast.socketio.engine;

import io.roomcast.channel.websocket.GuardedSession;
import io.roomcast.channel.websocket.Handshake;
import io.roomcast.channel.websocket.MessageAssembler;
import io.roomcast.room.budget.Use;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.socketio.packet.Frame;
import io.roomcast.socketio.packet.ParseError;
import io.roomcast.wire.QueryString;
import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A WebSocket of Engine.IO: a new session, or an offer to replace the polling of an existing one. The container calls
 * it with one thread at a time.
 */
@ServerEndpoint(value = "/socket.io/", configurator = Handshake.class)
public class SocketEndpoint implements Handshake.Endpoint {
    private static final System.Logger LOG = System.getLogger(SocketEndpoint.class.getName());

    @Inject
    EngineSessions engines;

    private Runnable release = () -> {};
    private EngineSession session; // null, as the next two, unless the handshake succeeds
    private WebSocketCarrier carrier; // null if its offer is refused
    private MessageAssembler incoming;

    @Override
    public void whenClosed(Runnable task) {
        release = task;
    }

    @OnOpen
    public void opened(Session container) {
        EngineSettings settings = engines.settings();
        GuardedSession socket = new GuardedSession(
                container,
                new GuardedSession.Bounds(settings.payload(), settings.stall(), settings.closing()),
                engines.blocking(),
                engines.time(),
                engines.quirks(),
                this::disconnected);
        try {
            QueryString query = QueryString.parse(
                    Optional.ofNullable(container.getQueryString()).orElse(""));
            if (engines.objection("GET", query, true).isPresent()) {
                throw new Refusal(Code.BAD_COMMAND, "there is no session with this sid");
            }
            begin(container, socket, query);
        } catch (Refusal refusal) {
            socket.close(Ending.of(refusal.code()).because(refusal.getMessage()), false);
        }
    }

    private void begin(Session container, GuardedSession socket, QueryString query) {
        Optional<EngineSession> known = engines.find(query);
        session = known.orElseGet(() -> engines.open(Handshake.visitor(container), query));
        carrier = new WebSocketCarrier(session.codec(), socket);
        EngineSettings settings = engines.settings();
        incoming = new MessageAssembler(
                settings.payload(),
                engines.time(),
                settings.patience(),
                session.account().holding(Use.INPUT),
                this::late);
        if (known.isEmpty()) {
            session.moveTo(carrier);
            engines.begin(session, true);
        } else if (!session.offerUpgrade(carrier)) {
            carrier = null;
            socket.close(Ending.of(Code.CONFLICT), false);
        }
    }

    @OnMessage
    public void text(String part, boolean last) {
        listen(() -> incoming.text(part, last).ifPresent(text -> heard(new Frame.Text(text))));
    }

    @OnMessage
    public void binary(ByteBuffer part, boolean last) {
        listen(() -> incoming.bytes(part, last).ifPresent(bytes -> heard(new Frame.Binary(bytes))));
    }

    private void heard(Frame frame) {
        if (carrier != null) {
            session.receive(carrier, session.codec().packet(frame));
        }
    }

    private void listen(Runnable action) {
        if (session == null || carrier == null) {
            return;
        }
        try {
            action.run();
        } catch (ParseError bad) {
            if (carrier != null) {
                session.invalidPacket(carrier);
            }
        } catch (Refusal refusal) {
            session.refuse(refusal);
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "a Socket.IO message could not be handled", bug);
        }
    }

    private void late() {
        if (carrier != null) {
            session.late(carrier);
        }
    }

    private void disconnected() {
        if (carrier != null) {
            session.gone(carrier);
        }
    }

    @OnClose
    public void closed() {
        if (incoming != null) {
            incoming.close();
        }
        disconnected();
        release.run();
    }

    @OnError
    public void failed(Throwable failure) {
        LOG.log(Level.DEBUG, () -> "a connection failed: " + failure);
    }
}
