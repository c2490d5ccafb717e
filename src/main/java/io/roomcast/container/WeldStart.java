package io.roomcast.container;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Set;
import org.jboss.weld.environment.servlet.EnhancedListener;

/** Starts Weld in a servlet container. A class of its own, so that Weld is looked up only after it was mounted. */
final class WeldStart {
    private WeldStart() {}

    static void start(ServletContext context) throws ServletException {
        // Nothing of ours lives as long as a request or an HTTP session, and on Tomcat Weld loses count of
        // asynchronous requests: so it follows those to no path that exists.
        context.setInitParameter("org.jboss.weld.context.mapping", "no request");
        context.setInitParameter("org.jboss.weld.context.ignore.guard", "false");
        new EnhancedListener().onStartup(Set.of(), context);
    }
}
