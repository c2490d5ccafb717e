package io.roomcast.container;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.ServletContext;

/**
 * The observer that drains the application before CDI destroys its beans. With the Weld of the WAR, its listener ends
 * before {@link Lifecycle}, which would be too late. Called by the thread that stops the application.
 */
@ApplicationScoped
class DrainOnShutdown {
    void drain(@Observes @BeforeDestroyed(ApplicationScoped.class) ServletContext context) {
        if (context.getAttribute(Lifecycle.DRAIN) instanceof Runnable drain) {
            drain.run();
        }
    }
}
