package io.roomcast.container.quirks;

import io.roomcast.channel.Quirks;
import io.roomcast.channel.websocket.Wire;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.Optional;

/** Jetty 12. It has no CDI of its own, and injects into servlets only with its CDI module. */
final class JettyQuirks implements Quirks {
    private static final String SESSION = "org.eclipse.jetty.ee10.websocket.jakarta.common.JakartaWebSocketSession";

    /** Whether the application sees Jetty's own classes, as {@code WEB-INF/jetty-ee10-web.xml} asks. */
    private final boolean wired =
            PrivateFields.wayToSockets("Jetty", () -> Class.forName(SESSION)).isPresent();

    @Override
    public Optional<Wire> wire(Session session, Duration write) {
        return wired ? JettyWire.of(session) : Optional.empty();
    }

    /** Jetty has added them by itself, because of {@code WEB-INF/jetty-ee10-web.xml}. */
    @Override
    public boolean addJars(ServletContext context, String folder) throws ServletException {
        if (context.getAttribute("org.eclipse.jetty.cdi") == null) {
            throw new ServletException("Roomcast needs Jetty's module ee10-cdi: add it with --add-modules=ee10-cdi");
        }
        return true;
    }
}
