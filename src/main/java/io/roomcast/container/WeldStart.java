package io.roomcast.container;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Set;
import org.jboss.weld.environment.servlet.EnhancedListener;

/** Starts Weld in a servlet container. A class of its own, so that Weld is looked up only after it was mounted. */
final class WeldStart {
    private WeldStart() {}

    static void start(ServletContext context) throws ServletException {
        new EnhancedListener().onStartup(Set.of(), context);
    }
}
