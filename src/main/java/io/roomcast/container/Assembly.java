package io.roomcast.container;

import io.roomcast.config.Configuration;
import io.roomcast.config.Key;
import io.roomcast.demo.Echo;
import io.roomcast.engine.jdbc.JdbcEngine;
import io.roomcast.engine.jdbc.Store;
import io.roomcast.engine.memory.MemoryEngine;
import io.roomcast.http.HttpSettings;
import io.roomcast.program.Observers;
import io.roomcast.program.ProgramThreads;
import io.roomcast.program.Roomcast;
import io.roomcast.program.Stage;
import io.roomcast.room.Limits;
import io.roomcast.room.Rooms;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.who.Access;
import io.roomcast.room.who.Rates;
import io.roomcast.room.who.Sessions;
import io.roomcast.socketio.SocketIo;
import io.roomcast.socketio.engine.Engines;
import io.roomcast.tcp.Gateway;
import io.roomcast.wire.Bounds;
import io.roomcast.wire.Commands;
import io.roomcast.wire.Json;
import io.roomcast.wire.Lines;
import io.roomcast.wire.Reception;
import io.roomcast.ws.Connections;
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
 * The one place where the parts are put together. The container calls each producer once, and what disposes of its part
 * once at the end, when there may be no instance of this any more: so nothing here needs one.
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
            return new JdbcEngine(Store.open(
                    file.get(), settings.retention(), threads, new SecureRandom(), Threads.named("roomcast-store-")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void close(@Disposes Engine engine) {
        engine.close();
    }

    /** A deployer's own Access takes the place of the built-in rules; with several it is not for us to choose: that fails. */
    @Produces
    @ApplicationScoped
    static Rooms rooms(Engine engine, Instance<Access> theirs, Stage programs, Threads threads, Settings settings) {
        Access access = theirs.isUnsatisfied() ? settings.access() : theirs.get();
        return new Rooms(engine, access, threads, threads, settings.limits(threads.count()), programs);
    }

    /** Programs run on threads of their own, each time as in a request. */
    @Produces
    @Singleton
    static Stage programs(
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
        return new Stage(observers, rooms, settings.voice(json), programs, settings.programs());
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
    static Roomcast roomcast(Stage programs) {
        return programs.roomcast();
    }

    @Produces
    @Singleton
    static Reception reception(Rooms rooms, Engine engine, Threads threads, Settings settings, Json json) {
        Configuration configuration = settings.configuration();
        Duration burst = configuration.duration(Key.BURST);
        Sessions sessions =
                new Sessions(engine.key(), threads, new SecureRandom(), configuration.duration(Key.TOKEN_LIFE));
        Rates publishes = new Rates(threads::elapsed, configuration.count(Key.RATE), burst);
        Rates joins = new Rates(threads::elapsed, configuration.count(Key.JOINS), burst);
        Rates newRooms = new Rates(threads::elapsed, configuration.count(Key.NEW_ROOMS) / 60.0, Duration.ofMinutes(1));
        Limits limits = rooms.limits();
        Bounds bounds = settings.bounds();
        Lines lines = new Lines(json, sessions, limits, bounds);
        return new Reception(
                rooms, sessions, publishes, joins, newRooms, bounds, new Commands(json, bounds), lines, json, threads);
    }

    @Produces
    @Singleton
    static HttpSettings http(Settings settings) {
        return settings.http();
    }

    @Produces
    @Singleton
    static Connections connections(Reception reception, Settings settings) {
        return new Connections(reception, settings.ws());
    }

    static void close(@Disposes Connections connections) {
        connections.close();
    }

    @Produces
    @Singleton
    static Engines engines(Reception reception, Settings settings) {
        SocketIo application = new SocketIo(reception, settings.socketIo());
        return new Engines(reception, settings.engineIo(), new SecureRandom(), application);
    }

    static void close(@Disposes Engines engines) {
        engines.close();
    }

    @Produces
    @Singleton
    static Gateway gateway(Reception reception, Settings settings) {
        try {
            return Gateway.open(reception, settings.tcp(), Threads.named("roomcast-tcp-"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void close(@Disposes Gateway gateway) {
        gateway.close();
    }
}
