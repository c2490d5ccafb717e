package io.roomcast.container.quirks;

import io.roomcast.channel.Quirks;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;

/** Jetty 12. It has no CDI of its own, and injects into servlets only with its CDI module. */
final class JettyQuirks implements Quirks {
    /** Jetty has added them by itself, because of {@code WEB-INF/jetty-ee10-web.xml}. */
    @Override
    public boolean addJars(ServletContext context, String folder) throws ServletException {
        if (context.getAttribute("org.eclipse.jetty.cdi") == null) {
            throw new ServletException("Roomcast needs Jetty's module ee10-cdi: add it with --add-modules=ee10-cdi");
        }
        return true;
    }
}
