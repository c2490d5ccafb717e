package io.roomcast.container;

import io.roomcast.channel.Quirks;
import io.roomcast.config.Configuration;
import io.roomcast.config.Key;
import io.roomcast.container.quirks.ContainerQuirks;
import io.roomcast.demo.Echo;
import io.roomcast.engine.memory.MemoryEngine;
import io.roomcast.engine.sqlite.SqliteEngine;
import io.roomcast.engine.sqlite.Store;
import io.roomcast.http.HttpSettings;
import io.roomcast.program.Observers;
import io.roomcast.program.ProgramHost;
import io.roomcast.program.ProgramThreads;
import io.roomcast.program.Roomcast;
import io.roomcast.room.Limits;
import io.roomcast.room.Rooms;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.who.Access;
import io.roomcast.room.who.Rates;
import io.roomcast.room.who.Sessions;
import io.roomcast.socketio.SocketIo;
import io.roomcast.socketio.engine.EngineSessions;
import io.roomcast.tcp.TcpServer;
import io.roomcast.wire.ClientLimits;
import io.roomcast.wire.CommandParser;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.Json;
import io.roomcast.wire.JsonLines;
import io.roomcast.ws.WebSocketConnections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * The CDI producers that wire everything together. The container calls each producer once, and each disposer once at
 * the end. All are static, because at that time there may be no instance of this class.
 */
@Dependent
public class Assembly {

    @Produces
    @Singleton
    static Threads threads() {
        return new Threads();
    }

    static void stop(@Disposes Threads threads) {
        threads.stop();
    }

    @Produces
    @Singleton
    static Engine engine(Settings settings, Threads threads) {
        Optional<Path> file = settings.store();
        if (file.isEmpty()) {
            return new MemoryEngine(settings.retention(), threads, new SecureRandom());
        }
        try {
            return new SqliteEngine(Store.open(
                    file.get(), settings.retention(), threads, new SecureRandom(), Threads.named("roomcast-store-")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void close(@Disposes Engine engine) {
        engine.close();
    }

    /** Uses the deployer's Access instead of the built-in rules. With several of them the start fails. */
    @Produces
    @ApplicationScoped
    static Rooms rooms(
            Engine engine, Instance<Access> theirs, ProgramHost programs, Threads threads, Settings settings) {
        Access access = theirs.isUnsatisfied() ? settings.access() : theirs.get();
        return new Rooms(engine, access, threads, threads, settings.limits(threads.count()), programs);
    }

    /** Runs programs on their own threads, each time with a request context. */
    @Produces
    @Singleton
    static ProgramHost programs(
            Observers observers,
            Rooms rooms,
            Threads threads,
            Settings settings,
            Json json,
            Instance<RequestContextController> contexts) {
        if (!settings.demos()) {
            observers.dismiss(Echo.class.getPackageName());
        }
        int count = settings.programThreads();
        Duration patience = settings.programs().patience();
        ProgramPool observing = threads.forPrograms("roomcast-program-", count, patience);
        ProgramPool following = threads.forPrograms("roomcast-stage-", count, patience);
        ProgramPool completing = threads.forPrograms("roomcast-answer-", count, patience);
        ProgramThreads programs = new ProgramThreads(
                inRequests(contexts, observing),
                inRequests(contexts, following),
                inRequests(contexts, completing),
                threads,
                patience,
                () -> observing.isStuck() || following.isStuck() || completing.isStuck());
        return new ProgramHost(observers, rooms, settings.programJson(json), programs, settings.programs());
    }

    private static Executor inRequests(Instance<RequestContextController> contexts, Executor pool) {
        return task -> pool.execute(() -> inRequest(contexts, task));
    }

    private static void inRequest(Instance<RequestContextController> contexts, Runnable task) {
        RequestContextController context = contexts.get();
        boolean begun = context.activate();
        try {
            task.run();
        } finally {
            if (begun) {
                context.deactivate();
            }
            contexts.destroy(context);
        }
    }

    @Produces
    @Singleton
    static Json json() {
        return new Json();
    }

    @Produces
    @ApplicationScoped
    static Roomcast roomcast(ProgramHost programs) {
        return programs.roomcast();
    }

    @Produces
    @Singleton
    static Ingress ingress(Rooms rooms, Engine engine, Threads threads, Settings settings, Json json) {
        Configuration configuration = settings.configuration();
        Duration burst = configuration.duration(Key.BURST);
        Sessions sessions =
                new Sessions(engine.sessions(), threads, new SecureRandom(), configuration.duration(Key.TOKEN_LIFE));
        Rates publishes = new Rates(threads::elapsed, configuration.count(Key.RATE), burst);
        Rates joins = new Rates(threads::elapsed, configuration.count(Key.JOINS), burst);
        Rates newRooms = new Rates(threads::elapsed, configuration.count(Key.NEW_ROOMS) / 60.0, Duration.ofMinutes(1));
        Limits limits = rooms.limits();
        ClientLimits bounds = settings.bounds();
        JsonLines lines = new JsonLines(sessions, limits, bounds);
        return new Ingress(
                rooms,
                sessions,
                publishes,
                joins,
                newRooms,
                bounds,
                new CommandParser(json, bounds),
                lines,
                json,
                threads);
    }

    @Produces
    @Singleton
    static Quirks quirks(ContainerQuirks container) {
        return container.quirks();
    }

    @Produces
    @Singleton
    static HttpSettings http(Settings settings) {
        return settings.http();
    }

    @Produces
    @Singleton
    static WebSocketConnections connections(Ingress ingress, Settings settings, Quirks quirks) {
        return new WebSocketConnections(ingress, settings.ws(), quirks);
    }

    static void close(@Disposes WebSocketConnections connections) {
        connections.close();
    }

    @Produces
    @Singleton
    static EngineSessions engines(Ingress ingress, Settings settings, Quirks quirks) {
        SocketIo application = new SocketIo(ingress, settings.socketIo());
        return new EngineSessions(ingress, settings.engineIo(), new SecureRandom(), application, quirks);
    }

    static void close(@Disposes EngineSessions engines) {
        engines.close();
    }

    @Produces
    @Singleton
    static TcpServer tcpServer(Ingress ingress, Settings settings) {
        try {
            return TcpServer.open(ingress, settings.tcp(), Threads.named("roomcast-tcp-"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void close(@Disposes TcpServer server) {
        server.close();
    }
}
