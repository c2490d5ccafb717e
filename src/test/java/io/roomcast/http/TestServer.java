package io.roomcast.http;

import io.roomcast.channel.Quirks;
import io.roomcast.engine.memory.MemoryEngine;
import io.roomcast.kit.RealTime;
import io.roomcast.room.Limits;
import io.roomcast.room.Rooms;
import io.roomcast.room.log.Retention;
import io.roomcast.room.who.Access;
import io.roomcast.room.who.Rates;
import io.roomcast.room.who.Sessions;
import io.roomcast.wire.ClientLimits;
import io.roomcast.wire.CommandParser;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.Json;
import io.roomcast.wire.JsonLines;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.Globals;
import org.apache.catalina.Wrapper;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** A Tomcat on a free port of 127.0.0.1 with the gate and the servlets, wired by hand over a memory engine. */
final class TestServer implements AutoCloseable {
    private final RealTime time = new RealTime();
    private final ThreadPoolExecutor workers =
            new ThreadPoolExecutor(2, 2, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
    private final Tomcat tomcat = new Tomcat();
    private final Ingress ingress;
    private Path folder;

    TestServer() {
        this(new Setup());
    }

    TestServer(Setup setup) {
        workers.prestartAllCoreThreads();
        SecureRandom random = new SecureRandom();
        MemoryEngine engine = new MemoryEngine(Retention.DEFAULT, time, random);
        Rooms rooms = new Rooms(engine, setup.access, time, workers::execute, setup.limits);
        Sessions sessions = new Sessions(engine.sessions(), time, random, Duration.ofDays(7));
        Json json = new Json();
        Duration burst = Duration.ofSeconds(5);
        ingress = new Ingress(
                rooms,
                sessions,
                new Rates(time::elapsed, setup.publishes, burst),
                new Rates(time::elapsed, setup.joins, burst),
                new Rates(time::elapsed, setup.newRooms, burst),
                ClientLimits.DEFAULT,
                new CommandParser(json, ClientLimits.DEFAULT),
                new JsonLines(sessions, setup.limits, ClientLimits.DEFAULT),
                json,
                time);
        start(setup);
    }

    /** The settings that a test may change. */
    static class Setup {
        HttpSettings settings = HttpSettings.DEFAULT;
        Access access = Access.OPEN;
        Limits limits = Limits.DEFAULT;
        double publishes;
        double joins;
        double newRooms;
        String contextPath = "";
    }

    private void start(Setup setup) {
        try {
            folder = Files.createTempDirectory("roomcast-test");
            tomcat.setBaseDir(folder.toString());
            tomcat.setSilent(true);
            tomcat.setPort(0);
            tomcat.getConnector().setProperty("address", "127.0.0.1");
            tomcat.getConnector().setProperty("maxThreads", "8");
            tomcat.getConnector().setProperty("minSpareThreads", "2");
            Context context = tomcat.addContext(setup.contextPath, folder.toString());
            notLookingForLeaks((StandardContext) context);
            gate(context, setup);
            RoomsServlet rooms = new RoomsServlet();
            rooms.ingress = ingress;
            rooms.settings = setup.settings;
            rooms.quirks = Quirks.NONE;
            add(context, rooms, "/rooms/*", "/session");
            HealthServlet health = new HealthServlet();
            health.ingress = ingress;
            health.settings = setup.settings;
            add(context, health, "/health/live", "/health/ready");
            add(context, new DefaultServlet(), "/");
            tomcat.start();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The threads are the test's own, and end with it; what waits need not end first. */
    private static void notLookingForLeaks(StandardContext context) {
        context.setClearReferencesObjectStreamClassCaches(false);
        context.setClearReferencesRmiTargets(false);
        context.setClearReferencesThreadLocals(false);
        context.setUnloadDelay(50);
    }

    private void gate(Context context, Setup setup) {
        OriginFilter gate = new OriginFilter();
        gate.ingress = ingress;
        gate.settings = setup.settings;
        gate.quirks = Quirks.NONE;
        FilterDef definition = new FilterDef();
        definition.setFilterName("gate");
        definition.setFilter(gate);
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName("gate");
        mapping.addURLPattern("/*");
        context.addFilterMap(mapping);
    }

    private static void add(Context context, Servlet servlet, String... patterns) {
        String name = UUID.randomUUID().toString();
        Wrapper wrapper = Tomcat.addServlet(context, name, servlet);
        wrapper.setAsyncSupported(true);
        for (String pattern : patterns) {
            wrapper.addMapping(pattern);
        }
    }

    Ingress ingress() {
        return ingress;
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
            removeFolder();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        } finally {
            workers.shutdownNow();
            time.close();
        }
    }

    private void removeFolder() throws IOException {
        // The next Tomcat of this JVM would make the folder again, for it takes it for its home.
        System.clearProperty(Globals.CATALINA_HOME_PROP);
        List<Path> all;
        try (Stream<Path> paths = Files.walk(folder)) {
            all = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
