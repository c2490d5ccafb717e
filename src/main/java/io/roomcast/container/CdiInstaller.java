package io.roomcast.container;

import io.roomcast.container.quirks.ContainerQuirks;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.CDIProvider;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * The initializer that gives a container without CDI the jars in {@code WEB-INF/servlet-lib}. It adds nothing to a
 * Jakarta EE server, which has its own CDI, and in a WAR that embeds Roomcast: that has no such folder and must bring
 * what its server lacks. The container calls it once, before anything else of ours.
 */
public class CdiInstaller implements ServletContainerInitializer {
    private static final String FOLDER = "/WEB-INF/servlet-lib/";
    private static final String NO_REQUEST = "no request";
    private static final String THEIR_PATHS = "(?!/(rooms|ws|socket[.]io|health)(/|$)).*";

    @Override
    public void onStartup(Set<Class<?>> types, ServletContext context) throws ServletException {
        doNotCount(context);
        if (containerHasCdi()) {
            return;
        }
        if (context.getResourcePaths(FOLDER) == null) {
            checkTheirs(context);
            // Where Weld miscounts requests it must not follow those to our paths.
            follow(context, THEIR_PATHS);
            return;
        }
        // No class in the folder may be loaded before this line.
        if (!ContainerQuirks.of(context).addJars(context, FOLDER)) {
            throw new ServletException("Roomcast needs CDI, and " + context.getServerInfo()
                    + " has none: deploy to Tomcat 10.1 or newer, to Jetty 12, or to a Jakarta EE 10 server");
        }
        // We have no beans in request or session scope. The pattern matches no path.
        follow(context, NO_REQUEST);
        WeldStart.start(context);
    }

    /** Keeps Weld from counting requests: on Tomcat and Payara it miscounts asynchronous ones, and warns of each. */
    private static void doNotCount(ServletContext context) {
        context.setInitParameter("org.jboss.weld.context.ignore.guard", "false");
    }

    /** Lets Weld follow only requests to the paths that this pattern matches. */
    private static void follow(ServletContext context, String paths) {
        context.setInitParameter("org.jboss.weld.context.mapping", paths);
    }

    /** Whether the container has CDI: if not, the API comes from our own class loader. */
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
