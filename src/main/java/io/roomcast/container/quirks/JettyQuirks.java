package io.roomcast.container.quirks;

import io.roomcast.channel.Quirks;
import io.roomcast.channel.websocket.Wire;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/** Jetty 12. It has no CDI of its own, and injects into servlets only with its CDI module. */
final class JettyQuirks implements Quirks {
    private static final System.Logger LOG = System.getLogger(JettyQuirks.class.getName());
    private static final String SESSION = "org.eclipse.jetty.ee10.websocket.jakarta.common.JakartaWebSocketSession";

    private final boolean wired = isOpen();

    /** Whether the application sees Jetty's own classes, as {@code WEB-INF/jetty-ee10-web.xml} asks. */
    private static boolean isOpen() {
        try {
            Class.forName(SESSION);
            return true;
        } catch (ClassNotFoundException | LinkageError hidden) {
            LOG.log(Level.WARNING, "WebSockets are slower: this Jetty hides their sockets: " + hidden);
            return false;
        }
    }

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
