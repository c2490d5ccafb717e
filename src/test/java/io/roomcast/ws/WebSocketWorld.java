package io.roomcast.ws;

import io.roomcast.container.quirks.TomcatQuirks;
import io.roomcast.engine.memory.MemoryEngine;
import io.roomcast.room.Limits;
import io.roomcast.room.Rooms;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Retention;
import io.roomcast.room.time.Time;
import io.roomcast.room.who.Access;
import io.roomcast.room.who.Rates;
import io.roomcast.room.who.Sessions;
import io.roomcast.wire.ClientLimits;
import io.roomcast.wire.CommandParser;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.Json;
import io.roomcast.wire.JsonLines;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The real domain and wire over the memory engine, with real time and threads of its own. */
public final class WebSocketWorld implements AutoCloseable {
    private final ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(1);
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    public final Ingress ingress;
    final WebSocketConnections connections;

    public WebSocketWorld(Limits limits, WsSettings settings) {
        alarms.setRemoveOnCancelPolicy(true);
        alarms.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        Time time = new RealTime();
        SecureRandom random = new SecureRandom();
        Json json = new Json();
        ClientLimits bounds = ClientLimits.DEFAULT;
        MemoryEngine engine = new MemoryEngine(Retention.DEFAULT, time, random);
        Sessions sessions = new Sessions(engine.sessions(), time, random, Duration.ofDays(7));
        Rooms rooms = new Rooms(engine, Access.OPEN, time, workers::execute, limits);
        ingress = new Ingress(
                rooms,
                sessions,
                new Rates(time::elapsed, 0, Duration.ofSeconds(5)),
                new Rates(time::elapsed, 0, Duration.ofSeconds(5)),
                new Rates(time::elapsed, 0, Duration.ofSeconds(5)),
                bounds,
                new CommandParser(json, bounds),
                new JsonLines(sessions, limits, bounds),
                json,
                time);
        connections = new WebSocketConnections(ingress, settings, new TomcatQuirks());
    }

    /** The default limits with other waits. */
    static Limits limits(Duration heartbeat, Duration stall) {
        return limits(heartbeat, stall, 1000, 64L << 10);
    }

    /** The default limits with other waits and pages. */
    static Limits limits(Duration heartbeat, Duration stall, int page, long batchBytes) {
        return Limits.with(limits -> {
            limits.page = page;
            limits.batchBytes = batchBytes;
            limits.heartbeat = heartbeat;
            limits.stall = stall;
            limits.presence = Duration.ofMillis(20);
        });
    }

    /** A program publishes many events with the same data. */
    void publish(String room, int count, String data) {
        Content content = Content.of("message", data);
        for (int left = count; left > 0; left -= 100) {
            List<Content> some = java.util.Collections.nCopies(Math.min(left, 100), content);
            ingress.rooms()
                    .publish(new Draft(room, Member.guest(""), "", some))
                    .toCompletableFuture()
                    .join();
        }
    }

    int count(String room) {
        return ingress.rooms().members(room, 0, 0).toCompletableFuture().join().count();
    }

    @Override
    public void close() {
        connections.close();
        alarms.shutdownNow();
        workers.shutdownNow();
    }

    private final class RealTime implements Time {
        @Override
        public Instant instant() {
            return Instant.now();
        }

        @Override
        public Alarm after(Duration delay, Runnable alarm) {
            Future<?> set = alarms.schedule(alarm, delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> set.cancel(false);
        }
    }
}
