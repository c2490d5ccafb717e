package io.roomcast.container;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Set;
import org.jboss.weld.environment.servlet.EnhancedListener;

/** The start of Weld in a servlet container. A separate class, so that Weld is loaded once it is on the class path. */
final class WeldStart {
    private WeldStart() {}

    static void start(ServletContext context) throws ServletException {
        new EnhancedListener().onStartup(Set.of(), context);
    }
}
