package io.roomcast.ws;

import io.roomcast.channel.websocket.GuardedSession;
import io.roomcast.channel.websocket.Handshake;
import io.roomcast.channel.websocket.MessageAssembler;
import io.roomcast.room.budget.Account;
import io.roomcast.room.budget.Use;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Visitor;
import io.roomcast.wire.ClientProtocol;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.QueryString;
import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One connected client: its incoming messages, its frame writer and its signs of life. The container's thread hands in
 * the messages; heartbeats and ends come from other threads.
 */
final class WebSocketConnection {
    private static final System.Logger LOG = System.getLogger(WebSocketConnection.class.getName());

    private final WebSocketConnections connections;
    private final Ingress ingress;
    private final Account account;
    private final GuardedSession socket;
    private final FrameWriter<?> frames;
    private final ClientProtocol protocol;
    private final MessageAssembler incoming;
    private final AtomicBoolean gone = new AtomicBoolean();
    private volatile boolean refused;
    private volatile long heard;
    private volatile long pinged;

    WebSocketConnection(WebSocketConnections connections, Ingress ingress, WsSettings settings, Session session) {
        Visitor visitor = Handshake.visitor(session);
        this.connections = connections;
        this.ingress = ingress;
        this.account = ingress.account(visitor);
        // The domain ends a reader that is too slow. This limit is for replies that the client does not read.
        Duration write = ingress.rooms().limits().stall().multipliedBy(2);
        this.socket = new GuardedSession(
                session,
                new GuardedSession.Bounds(ingress.bounds().frame(), write, settings.closing()),
                connections.blocking(),
                ingress.time(),
                connections.quirks(),
                this::gone);
        boolean inLines = LineEndpoint.LINES.equals(session.getNegotiatedSubprotocol());
        this.frames = inLines
                ? new BinaryFrameWriter(ingress, account, socket)
                : new TextFrameWriter(ingress, account, socket);
        this.protocol = new ClientProtocol(ingress, visitor, frames, ingress.lines(), settings.idle());
        this.incoming = new MessageAssembler(
                ingress.bounds().frame(),
                ingress.time(),
                ingress.bounds().arrival(),
                account.holding(Use.INPUT),
                this::late);
        this.heard = ingress.time().elapsed();
        this.pinged = heard;
    }

    Account account() {
        return account;
    }

    /** Joins the room in the URL, as its query says. */
    void enter(URI uri, String query) {
        String room = "";
        try {
            room = RoomAddress.room(uri);
            protocol.enter(RoomAddress.join(room, QueryString.parse(query)));
        } catch (Refusal refusal) {
            refuse(refusal, room);
        }
    }

    /** Sends the reason and ends the connection. Ignores all further messages. The room may be empty. */
    void refuse(Refusal refusal, String room) {
        refused = true;
        protocol.refuse(refusal, room);
    }

    void text(String part, boolean last) {
        noteSignOfLife();
        handle(() -> incoming.text(part, last).ifPresent(protocol::receive));
    }

    void binary(int bytes, boolean last) {
        noteSignOfLife();
        handle(() -> {
            if (incoming.ignored(bytes, last)) {
                protocol.refuseInput(new Refusal(Code.BAD_COMMAND, "send text frames: binary frames are ignored"));
            }
        });
    }

    private void handle(Runnable action) {
        if (refused || gone.get()) {
            return;
        }
        try {
            action.run();
        } catch (Refusal tooLarge) {
            refuse(tooLarge, "");
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "a WebSocket message could not be handled", bug);
        }
    }

    private void late() {
        end(Ending.of(Code.IDLE).because("a message took too long to arrive"));
    }

    /** Notes a sign of life. */
    void noteSignOfLife() {
        heard = ingress.time().elapsed();
    }

    /** Pings when it is time. Ends the connection if the client is silent or reads nothing. */
    void beat(long now, long heartbeat) {
        if (frames.outgoing().isBeingRead()) {
            noteSignOfLife();
        }
        if (now - heard >= 2 * heartbeat) {
            protocol.end(Ending.of(frames.outgoing().isWriting() ? Code.SLOW : Code.IDLE));
        } else if (now - pinged >= heartbeat) {
            pinged = now;
            frames.outgoing().ping();
        }
    }

    void end(Ending ending) {
        protocol.end(ending);
    }

    /** Releases everything when the connection is closed or about to be. */
    void gone() {
        if (gone.compareAndSet(false, true)) {
            socket.noteClosed();
            incoming.close();
            protocol.connectionClosed();
            connections.remove(this);
        }
    }
}
