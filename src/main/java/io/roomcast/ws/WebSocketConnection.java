package io.roomcast.ws;

import io.roomcast.channel.websocket.GuardedSession;
import io.roomcast.channel.websocket.Handshake;
import io.roomcast.channel.websocket.MessageAssembler;
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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One connected client: what it says, what is said to it, and when it was last heard. The container's thread hands in
 * what it says; the beat and the ends come from other threads.
 */
final class WebSocketConnection {
    private static final System.Logger LOG = System.getLogger(WebSocketConnection.class.getName());

    private final WebSocketConnections connections;
    private final Ingress ingress;
    private final String address;
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
        this.address = visitor.address();
        this.socket =
                new GuardedSession(session, connections.blocking(), settings.closing(), ingress.time(), this::gone);
        boolean inLines = LineEndpoint.LINES.equals(session.getNegotiatedSubprotocol());
        this.frames = inLines ? new BinaryFrameWriter(ingress, socket) : new TextFrameWriter(ingress, socket);
        this.protocol = new ClientProtocol(ingress, visitor, frames, ingress.lines(), settings.idle());
        this.incoming = new MessageAssembler(ingress.bounds().frame());
        this.heard = ingress.time().elapsed();
        this.pinged = heard;
        // The domain ends a reader that is too slow; this is for answers that nobody reads.
        Duration write = ingress.rooms().limits().stall().multipliedBy(2);
        socket.bound(ingress.bounds().frame(), write);
    }

    String address() {
        return address;
    }

    /** The address named a room: reads it, from where the query says. */
    void enter(URI uri, Optional<String> query) {
        Optional<String> room = Optional.empty();
        try {
            room = Optional.of(RoomAddress.room(uri));
            protocol.enter(RoomAddress.join(room.get(), QueryString.parse(query)));
        } catch (Refusal refusal) {
            refuse(refusal, room);
        }
    }

    /** Says why and ends; what it says from now on is not heard. */
    void refuse(Refusal refusal, Optional<String> room) {
        refused = true;
        protocol.refuse(refusal, room);
    }

    void text(String part, boolean last) {
        isAlive();
        listen(() -> incoming.text(part, last).ifPresent(protocol::said));
    }

    void binary(int bytes, boolean last) {
        isAlive();
        listen(() -> {
            if (incoming.ignored(bytes, last)) {
                protocol.misunderstood(new Refusal(Code.BAD_COMMAND, "send text frames; binary ones are not read"));
            }
        });
    }

    private void listen(Runnable deed) {
        if (refused || gone.get()) {
            return;
        }
        try {
            deed.run();
        } catch (Refusal tooLarge) {
            refuse(tooLarge, Optional.empty());
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, "a message was not handled", bug);
        }
    }

    /** It was heard just now. */
    void isAlive() {
        heard = ingress.time().elapsed();
    }

    /** Pings when it is time, and ends a peer that is silent or takes nothing. */
    void beat(long now, long heartbeat) {
        if (frames.outgoing().isBeingRead()) {
            isAlive();
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

    /** The connection is closed, or as good as. */
    void gone() {
        if (gone.compareAndSet(false, true)) {
            socket.isGone();
            protocol.gone();
            connections.remove(this);
        }
    }
}
