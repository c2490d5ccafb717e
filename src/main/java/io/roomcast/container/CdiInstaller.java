package io.roomcast.container;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.CDIProvider;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Gives a container without CDI the implementations that lie in {@code WEB-INF/servlet-lib}. A full server has its own
 * and is left alone, and so is somebody else's WAR with our classes in it: it has no such folder, and brings what its server
 * lacks. The container calls it once, before anything else of ours.
 */
public class CdiInstaller implements ServletContainerInitializer {
    static final String FOLDER = "/WEB-INF/servlet-lib/";
    private static final String THEIR_PATHS = "(?!/(rooms|ws|socket[.]io|health)(/|$)).*";

    @Override
    public void onStartup(Set<Class<?>> types, ServletContext context) throws ServletException {
        if (containerHasCdi()) {
            return;
        }
        if (context.getResourcePaths(FOLDER) == null) {
            checkTheirs(context);
            // On Tomcat Weld loses count of asynchronous requests: so it follows none to our paths.
            context.setInitParameter("org.jboss.weld.context.mapping", THEIR_PATHS);
            return;
        }
        // Nothing may ask for a class of servlet-lib before this line: Tomcat remembers what it did not find.
        if (JettyCdi.isHere(context)) {
            JettyCdi.check(context);
        } else {
            TomcatClasspath.mount(context);
        }
        WeldStart.start(context);
    }

    /** The API comes from our own loader exactly when the container has none to give. */
    private static boolean containerHasCdi() {
        return CDI.class.getClassLoader() != CdiInstaller.class.getClassLoader();
    }

    private static void checkTheirs(ServletContext context) throws ServletException {
        ServiceLoader<CDIProvider> theirs = ServiceLoader.load(CDIProvider.class, CdiInstaller.class.getClassLoader());
        if (theirs.stream().findAny().isEmpty()) {
            throw new ServletException("Roomcast needs CDI, and " + context.getServerInfo()
                    + " has none: add org.jboss.weld.servlet:weld-servlet-core to the WAR, and org.eclipse:yasson and"
                    + " org.eclipse.parsson:parsson for JSON");
        }
    }
}
