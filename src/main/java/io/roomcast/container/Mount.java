package io.roomcast.container;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.Set;

/**
 * Gives a container without CDI the implementations that lie in {@code WEB-INF/servlet-lib}. A full server has its own
 * and is left alone. The container calls it once, before anything else of ours.
 */
public class Mount implements ServletContainerInitializer {

    @Override
    public void onStartup(Set<Class<?>> types, ServletContext context) throws ServletException {
        if (containerHasCdi()) {
            return;
        }
        // Nothing may ask for a class of servlet-lib before this line: Tomcat remembers what it did not find.
        if (JettyMount.isHere(context)) {
            JettyMount.check(context);
        } else {
            TomcatMount.mount(context);
        }
        WeldStart.start(context);
    }

    /** The API comes from our own loader exactly when the container has none to give. */
    private static boolean containerHasCdi() {
        return CDI.class.getClassLoader() != Mount.class.getClassLoader();
    }
}
