package io.roomcast.container.quirks;

import io.roomcast.room.time.Time;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Optional;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.server.Request;

/** The connection of a request on Payara and GlassFish. Private fields lead there. Any thread. */
final class GrizzlySocket {
    private static final Way WAY =
            PrivateFields.wayToSockets("Grizzly", GrizzlySocket::way).orElse(null); // null if there is none

    /** Set on a connection that has become a WebSocket. */
    private static final String UPGRADED = GrizzlySocket.class.getName();

    /** How long a client may take to read what was written before the close. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    /** How many bytes may wait for a client that does not read before the next write waits itself. */
    private static final int WAITING = 128 * 1024;

    private final Connection<?> connection;
    private final Time time;

    /** The fields that lead from the request that a servlet sees to Grizzly's own. */
    private record Way(Field catalina, Field grizzly) {}

    private GrizzlySocket(Connection<?> connection, Time time) {
        this.connection = connection;
        this.time = time;
    }

    private static Way way() throws ReflectiveOperationException {
        Class<?> catalina = Class.forName("org.apache.catalina.connector.Request");
        return new Way(
                PrivateFields.ofType(Class.forName("org.apache.catalina.connector.RequestFacade"), catalina),
                PrivateFields.ofType(catalina, Request.class));
    }

    /** Returns the connection on which this request came. */
    static Optional<GrizzlySocket> of(HttpServletRequest request, Time time) {
        ServletRequest inner = request;
        while (inner instanceof ServletRequestWrapper wrapper) {
            inner = wrapper.getRequest();
        }
        if (WAY == null || !WAY.catalina().getDeclaringClass().isInstance(inner)) {
            return Optional.empty();
        }
        Object catalina = PrivateFields.read(WAY.catalina(), inner);
        return PrivateFields.read(WAY.grizzly(), catalina) instanceof Request grizzly
                ? Optional.of(new GrizzlySocket(grizzly.getContext().getConnection(), time))
                : Optional.empty();
    }

    /** Notes that it becomes a WebSocket, and lets less wait in Grizzly, which takes megabytes otherwise. */
    void upgrades() {
        connection.setMaxAsyncWriteQueueSize(WAITING);
        connection.getAttributes().setAttribute(UPGRADED, true);
    }

    /** Whether it has been a WebSocket: what comes now is no request, but what the client said after the close. */
    boolean wasUpgraded() {
        return connection.getAttributes().getAttribute(UPGRADED) != null;
    }

    /** Ends the connection at once. */
    void cut() {
        connection.terminateSilently();
    }

    /** Ends the connection when the client has read what was written, and soon in any case. */
    void close() {
        connection.closeSilently();
        time.after(CLOSING, this::cut);
    }
}
