package io.roomcast.socketio.engine;

import io.roomcast.channel.websocket.GuardedSession;
import io.roomcast.channel.websocket.Handshake;
import io.roomcast.channel.websocket.MessageAssembler;
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
    private Optional<EngineSession> session = Optional.empty();
    private Optional<WebSocketCarrier> carrier = Optional.empty();
    private Optional<MessageAssembler> incoming = Optional.empty();

    @Override
    public void atTheEnd(Runnable task) {
        release = task;
    }

    @OnOpen
    public void opened(Session container) {
        EngineSettings settings = engines.settings();
        GuardedSession socket = new GuardedSession(
                container, engines.blocking(), settings.closing(), engines.time(), this::disconnected);
        socket.bound(settings.payload(), settings.stall());
        try {
            QueryString query = QueryString.parse(Optional.ofNullable(container.getQueryString()));
            if (engines.objection("GET", query, true).isPresent()) {
                throw new Refusal(Code.BAD_COMMAND, "there is no such session");
            }
            begin(container, socket, query);
        } catch (Refusal refusal) {
            socket.close(Ending.of(refusal.code()).because(refusal.getMessage()), false);
        }
    }

    private void begin(Session container, GuardedSession socket, QueryString query) {
        Optional<EngineSession> known = engines.find(query);
        EngineSession mine = known.orElseGet(() -> engines.open(Handshake.visitor(container), query));
        WebSocketCarrier own = new WebSocketCarrier(mine.codec(), socket);
        session = Optional.of(mine);
        carrier = Optional.of(own);
        incoming = Optional.of(new MessageAssembler(engines.settings().payload()));
        if (known.isEmpty()) {
            mine.moveTo(own);
            engines.begin(mine, true);
        } else if (!mine.offers(own)) {
            carrier = Optional.empty();
            socket.close(Ending.of(Code.CONFLICT), false);
        }
    }

    @OnMessage
    public void text(String part, boolean last) {
        listen(() -> incoming.flatMap(parts -> parts.text(part, last)).ifPresent(text -> heard(new Frame.Text(text))));
    }

    @OnMessage
    public void binary(ByteBuffer part, boolean last) {
        listen(() ->
                incoming.flatMap(parts -> parts.bytes(part, last)).ifPresent(bytes -> heard(new Frame.Binary(bytes))));
    }

    private void heard(Frame frame) {
        if (session.isPresent() && carrier.isPresent()) {
            session.get().arrived(carrier.get(), session.get().codec().packet(frame));
        }
    }

    private void listen(Runnable action) {
        try {
            action.run();
        } catch (ParseError bad) {
            session.ifPresent(mine -> carrier.ifPresent(mine::notUnderstood));
        } catch (Refusal tooLarge) {
            session.ifPresent(EngineSession::tooLarge);
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "a Socket.IO message could not be handled", bug);
        }
    }

    private void disconnected() {
        session.ifPresent(mine -> carrier.ifPresent(mine::gone));
    }

    @OnClose
    public void closed() {
        disconnected();
        release.run();
    }

    @OnError
    public void failed(Throwable failure) {
        LOG.log(Level.DEBUG, () -> "a connection failed: " + failure);
    }
}
