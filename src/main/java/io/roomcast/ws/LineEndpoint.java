package io.roomcast.ws;

import io.roomcast.channel.websocket.Handshake;
import jakarta.inject.Inject;
import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The common base of both endpoints, which passes the container's calls to the connection. One thread at a time.
 * Messages arrive in parts, so that the container's buffers can be smaller than a message. The annotations are on the
 * subclasses, because some containers do not look for them here. Message handlers are not used, because a
 * message may be lost that arrives before its handler is added.
 */
public abstract class LineEndpoint implements Handshake.Endpoint {
    /** The subprotocol in which a batch of lines is one binary frame. */
    static final String LINES = "roomcast.lines";

    private static final System.Logger LOG = System.getLogger(LineEndpoint.class.getName());

    private WebSocketConnections connections;
    private Runnable release = () -> {};
    private WebSocketConnection connection; // null until the container opens it

    @Override
    public void whenClosed(Runnable task) {
        release = task;
    }

    @Inject
    void use(WebSocketConnections all) {
        connections = all;
    }

    /** Opens the connection. Returns it if it is admitted. */
    final Optional<WebSocketConnection> open(Session session) {
        connection = connections.open(session);
        return connections.admits(connection) ? Optional.of(connection) : Optional.empty();
    }

    final void receive(String part, boolean last) {
        connection.text(part, last);
    }

    final void receive(ByteBuffer part, boolean last) {
        connection.binary(part.remaining(), last);
    }

    final void noteSignOfLife() {
        connection.noteSignOfLife();
    }

    final void close() {
        if (connection != null) {
            connection.gone();
        }
        release.run();
    }

    /** Only logs the failure: lost connections and broken frames are normal, and the container closes them. */
    final void ignore(Throwable failure) {
        LOG.log(Level.DEBUG, () -> "a connection failed: " + failure);
    }
}
