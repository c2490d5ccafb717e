package io.roomcast.container;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.ServletContext;

/**
 * Drains the application before CDI takes its beans away. Where Weld comes in the WAR, its listener ends before
 * {@link Lifecycle}, for which this would be too late. The thread that stops the application calls it.
 */
@ApplicationScoped
class DrainOnShutdown {
    void drain(@Observes @BeforeDestroyed(ApplicationScoped.class) ServletContext context) {
        if (context.getAttribute(Lifecycle.DRAIN) instanceof Runnable drain) {
            drain.run();
        }
    }
}
