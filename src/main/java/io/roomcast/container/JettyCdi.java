package io.roomcast.container;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;

/**
 * Jetty mounts {@code WEB-INF/servlet-lib} by itself, as {@code WEB-INF/jetty-ee10-web.xml} tells it to; but only one of
 * its modules lets CDI fill what it makes.
 */
final class JettyCdi {
    private JettyCdi() {}

    static boolean isHere(ServletContext context) {
        return context.getServerInfo().startsWith("jetty/");
    }

    static void check(ServletContext context) throws ServletException {
        if (context.getAttribute("org.eclipse.jetty.cdi") == null) {
            throw new ServletException("Roomcast needs Jetty's module ee10-cdi: add it with --add-modules=ee10-cdi");
        }
    }
}
