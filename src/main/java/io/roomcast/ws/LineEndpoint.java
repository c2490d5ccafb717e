package io.roomcast.ws;

import io.roomcast.channel.websocket.Handshake;
import jakarta.inject.Inject;
import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What both endpoints do with a connection: hand on what the container says. The container calls it with one thread at a
 * time. Messages are taken in parts, so that the container's buffers can be small and a message larger than one of them
 * is still read. The annotations are in the endpoints themselves, because not every container looks for them here; and
 * messages are not taken by handlers, because WildFly forgets a message that comes before there is one.
 */
public abstract class LineEndpoint implements Handshake.Endpoint {
    /** The subprotocol in which a batch of lines is one binary frame. */
    static final String LINES = "roomcast.lines";

    private static final System.Logger LOG = System.getLogger(LineEndpoint.class.getName());

    private WebSocketConnections connections;
    private Runnable release = () -> {};
    private Optional<WebSocketConnection> peer = Optional.empty();

    @Override
    public void atTheEnd(Runnable task) {
        release = task;
    }

    @Inject
    void use(WebSocketConnections all) {
        connections = all;
    }

    /** A connection has come; gives its peer if it may stay. */
    final Optional<WebSocketConnection> arrived(Session session) {
        WebSocketConnection come = connections.open(session);
        peer = Optional.of(come);
        return peer.filter(connections::admits);
    }

    final void heard(String part, boolean last) {
        peer.ifPresent(known -> known.text(part, last));
    }

    final void heard(ByteBuffer part, boolean last) {
        peer.ifPresent(known -> known.binary(part.remaining(), last));
    }

    final void isAlive() {
        peer.ifPresent(WebSocketConnection::isAlive);
    }

    final void gone() {
        peer.ifPresent(WebSocketConnection::gone);
        release.run();
    }

    /** Lost connections and broken frames are no news; the container closes what has to be closed. */
    final void ignore(Throwable failure) {
        LOG.log(Level.DEBUG, () -> "a connection failed: " + failure);
    }
}
