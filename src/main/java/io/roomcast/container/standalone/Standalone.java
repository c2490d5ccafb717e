package io.roomcast.container.standalone;

import static java.util.stream.Collectors.joining;

import io.roomcast.container.Settings;
import io.roomcast.page.ServerInfoServlet;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
     * @throws IOException with a sentence: the address ({@link BindException}) or the store is not available
     */
    public static void run(
            Path folder,
            InetSocketAddress http,
            Duration arrival,
            List<Path> programs,
            List<String> arguments,
            Runnable removeFiles)
            throws IOException, LifecycleException {
        if (new InetSocketAddress(http.getHostString(), http.getPort()).isUnresolved()) {
            throw new BindException("unknown host");
        }
        TOMCAT.setLevel(Level.WARNING);
        WELD.setLevel(Level.WARNING);
        EmbeddedTomcat tomcat = new EmbeddedTomcat(folder, http, arrival);
        tomcat.tell(Settings.ARGUMENTS, arguments);
        programs.forEach(tomcat::add);
        // Binds the address before the application starts, which may be long.
        tomcat.bind();
        tomcat.start();
        String host = http.getHostString();
        Runtime.getRuntime().addShutdownHook(new ShutdownHook(tomcat::drainAndStop, removeFiles));
        greet("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + tomcat.port());
        if (!programs.isEmpty()) {
            System.out.println("Programs:           " + names(programs));
        }
        tomcat.left(ServerInfoServlet.TCP)
                .map(InetSocketAddress.class::cast)
                .ifPresent(lines ->
                        System.out.println("TCP:                nc " + lines.getHostString() + " " + lines.getPort()));
        System.out.println("Ctrl-C ends it.");
        tomcat.await();
    }

    private static String names(List<Path> programs) {
        return programs.stream().map(jar -> jar.getFileName().toString()).collect(joining(", "));
    }

    private static void greet(String address) {
        System.out.println("Roomcast is ready: " + address + "/\n"
                + "Pages:              / is a chat, /post/ writes to the danmaku on /wall/, /lab/ compares transports, /start/ has code to paste\n"
                + "Listen to a room:   curl -N '" + address
                + "/rooms/lobby/events?wait=stream'\n"
                + "Say something:      curl -d hello " + address + "/rooms/lobby/events\n"
                + "WebSocket:          ws" + address.substring("http".length()) + "/ws/lobby\n"
                + "Socket.IO:          io(\"" + address + "/lobby\")");
    }
}
