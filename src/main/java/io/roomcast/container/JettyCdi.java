package io.roomcast.container;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;

/**
 * The check for Jetty's CDI module, without which Jetty does not inject into servlets. Jetty itself adds
 * {@code WEB-INF/servlet-lib} to the class path, because of {@code WEB-INF/jetty-ee10-web.xml}.
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
