package io.roomcast.container.standalone;

import java.net.BindException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;

/** Runs the web application in an embedded Tomcat until the process is asked to end. */
public final class Standalone {
    // Kept, because a logger that nobody holds forgets its level.
    private static final Logger TOMCAT = Logger.getLogger("org.apache");
    private static final Logger WELD = Logger.getLogger("org.jboss.weld");

    private Standalone() {}

    /**
     * Returns when the server has ended. Called once, by {@link Main}.
     *
     * @throws BindException when the address is not to be had
     */
    public static void run(Path folder, String host, int port, Runnable removeFiles)
            throws BindException, LifecycleException {
        TOMCAT.setLevel(Level.WARNING);
        WELD.setLevel(Level.WARNING);
        EmbeddedTomcat tomcat = new EmbeddedTomcat(folder, host, port);
        tomcat.start();
        Runtime.getRuntime().addShutdownHook(new Ending(tomcat::stop, removeFiles));
        System.out.println("Roomcast is ready: http://" + host + ":" + tomcat.port() + "/");
        tomcat.await();
    }
}
