package io.roomcast.container;

import io.roomcast.channel.Quirks;
import io.roomcast.container.quirks.TomcatQuirks;
import io.roomcast.http.HealthServlet;
import io.roomcast.http.HttpSettings;
import io.roomcast.http.OriginFilter;
import io.roomcast.http.RoomsServlet;
import io.roomcast.room.Rooms;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.log.Retention;
import io.roomcast.socketio.engine.EngineSessions;
import io.roomcast.socketio.engine.PollingServlet;
import io.roomcast.socketio.engine.UpgradeFilter;
import io.roomcast.tcp.TcpServer;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.Json;
import io.roomcast.ws.WebSocketConnections;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/**
 * A server in the process of the test: an embedded Tomcat with all transports, over an engine that the test gives. Its parts
 * are those of {@link Assembly}, put in by hand where a container would inject them; no program runs in it. The thread of
 * the test starts and closes it.
 */
public final class EmbeddedServer implements AutoCloseable {
    // Kept, because a logger that nobody holds forgets its level.
    private static final Logger TOMCAT = Logger.getLogger("org.apache");

    private static final Duration PING = Duration.ofSeconds(2);

    private final Tomcat tomcat = new Tomcat();
    private final Path folder = temporary();
    private final Context context;
    private final Threads threads = Assembly.threads();
    private final Settings settings = new Settings();
    private final Injected parts = new Injected();

    /** @param arguments what {@code java -jar} would be given */
    public EmbeddedServer(String... arguments) {
        TOMCAT.setLevel(Level.WARNING);
        tomcat.setBaseDir(folder.toString());
        Connector connector = new Connector();
        connector.setProperty("address", "127.0.0.1");
        connector.setPort(0);
        connector.setThrowOnFailure(true);
        tomcat.setConnector(connector);
        context = tomcat.addContext("", folder.toString());
        ServletContext servlets = context.getServletContext();
        servlets.setAttribute(
                Settings.ARGUMENTS,
                Stream.concat(Stream.of("--engine=memory:", "--tcp=127.0.0.1:0"), Stream.of(arguments))
                        .toList());
        settings.read(servlets);
    }

    /** How much its engine is to keep. */
    public Retention retention() {
        return settings.retention();
    }

    /** Serves what is in this engine, from now on. */
    public EmbeddedServer over(Engine engine) {
        assemble(engine);
        // The gate stands before what Tomcat adds for WebSockets, as web.xml has it.
        context.addServletContainerInitializer((types, servlets) -> serve(servlets), null);
        context.addServletContainerInitializer(new WsSci(), null);
        context.addServletContainerInitializer((types, servlets) -> listen(servlets), null);
        try {
            tomcat.start();
        } catch (LifecycleException broken) {
            throw new IllegalStateException("Tomcat does not start", broken);
        }
        return this;
    }

    private void assemble(Engine engine) {
        Json json = Assembly.json();
        Rooms rooms = new Rooms(engine, settings.access(), threads, threads, settings.limits(threads.count()));
        Ingress ingress = Assembly.ingress(rooms, engine, threads, settings, json);
        parts.put(Json.class, json);
        parts.put(Ingress.class, ingress);
        Quirks quirks = new TomcatQuirks();
        parts.put(Quirks.class, quirks);
        parts.put(HttpSettings.class, Assembly.http(settings));
        // A pong may take its time on a busy machine, however short the room's heartbeat is.
        parts.put(
                WebSocketConnections.class,
                new WebSocketConnections(ingress, settings.ws().beating(PING), quirks));
        parts.put(EngineSessions.class, Assembly.engines(ingress, settings, quirks));
        parts.put(TcpServer.class, Assembly.tcpServer(ingress, settings));
    }

    private void serve(ServletContext servlets) {
        filter(servlets, "gate", new OriginFilter(), "/*");
        filter(servlets, "upgrade", new UpgradeFilter(), "/socket.io/*");
        servlet(servlets, new RoomsServlet(), "/rooms/*", "/session");
        servlet(servlets, new HealthServlet(), "/health/ready");
        servlet(servlets, new PollingServlet(), "/socket.io/*");
        // Filters are asked only for paths that somebody serves.
        servlet(servlets, new DefaultServlet(), "/");
    }

    private void listen(ServletContext servlets) {
        ServerContainer sockets = (ServerContainer) servlets.getAttribute(ServerContainer.class.getName());
        try {
            for (var endpoint : parts.endpoints()) {
                sockets.addEndpoint(endpoint);
            }
        } catch (DeploymentException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private void filter(ServletContext servlets, String name, Filter filter, String paths) {
        var registration = servlets.addFilter(name, parts.into(filter));
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, paths);
    }

    private void servlet(ServletContext servlets, Servlet servlet, String... paths) {
        var registration = servlets.addServlet(servlet.getClass().getSimpleName(), parts.into(servlet));
        registration.setAsyncSupported(true);
        registration.addMapping(paths);
    }

    /** Where it answers; the port for lines of TCP is the fragment. */
    public URI base() {
        InetSocketAddress lines = parts.get(TcpServer.class).address().orElseThrow();
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/#" + lines.getPort());
    }

    @Override
    public void close() {
        Assembly.close(parts.get(TcpServer.class));
        Assembly.close(parts.get(EngineSessions.class));
        Assembly.close(parts.get(WebSocketConnections.class));
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException late) {
            throw new IllegalStateException("Tomcat does not stop", late);
        } finally {
            Assembly.stop(threads);
            remove(folder);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("embedded-server-");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.sorted((one, other) -> other.compareTo(one)).toList();
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
        } catch (IOException leftover) {
            throw new UncheckedIOException(leftover);
        }
    }
}
