package io.roomcast.bench.scenario;

import io.roomcast.bench.Options;
import io.roomcast.bench.load.Tally;
import io.roomcast.bench.report.Metric;
import io.roomcast.bench.report.Results;
import io.roomcast.bench.server.TemporaryFolder;
import io.roomcast.engine.memory.MemoryEngine;
import io.roomcast.engine.sqlite.BareLoop;
import io.roomcast.engine.sqlite.SqliteEngine;
import io.roomcast.engine.sqlite.Store;
import io.roomcast.room.Limits;
import io.roomcast.room.Rooms;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Retention;
import io.roomcast.room.who.Access;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Acknowledged publishes a second through the domain, on memory and on SQLite, beside a bare loop that writes the same
 * rows to SQLite in groups of a hundred. Each publisher sends its next when it has its acknowledgement.
 */
public final class Publishing extends Scenario {
    private static final Metric ACKNOWLEDGED =
            Metric.compared("acknowledged_per_second", "acknowledged a second", false);
    private static final String PADDING = "x".repeat(98);
    private static final Retention KEPT = Retention.DEFAULT;
    private static final int WARM_SECONDS = 3;

    /** Acknowledged a second, and how long an acknowledgement took. */
    private record Measured(double perSecond, double p50, double p99) {
        Map<Metric, Double> values() {
            return Map.of(ACKNOWLEDGED, perSecond, Metric.P50, p50, Metric.P99, p99);
        }
    }

    public Publishing() {
        super(
                "publishing",
                List.of(),
                List.of(ACKNOWLEDGED, Metric.P50, Metric.P99),
                List.of("rounds", "seconds", "publishers"));
    }

    @Override
    public String about(Options options) {
        return "Acknowledged publishes a second of " + options.listed("publishers")
                + " publishers through the domain, in the"
                + " generator's process, on memory and on SQLite, beside a loop that writes the same rows to SQLite in groups"
                + " of 100 and does nothing else. Each publisher sends its next when it has its acknowledgement. The warm-up"
                + " is " + WARM_SECONDS + " s, and none for the loop.";
    }

    @Override
    public void run(Options options, List<Side> sides, Results results) throws Exception {
        int seconds = options.seconds();
        for (int count : options.numbers("publishers")) {
            String setting = String.format("%,d publishers", count);
            for (int round = 1; round <= options.rounds(); round++) {
                double loop = BareLoop.perSecond(TemporaryFolder.create(), 100, PADDING, seconds);
                results.add(setting, "bare loop", round, Map.of(ACKNOWLEDGED, loop));
                Engine memory = new MemoryEngine(KEPT, Instant::now, new Random());
                results.add(
                        setting,
                        "memory",
                        round,
                        measure(memory, count, seconds).values());
                results.add(
                        setting,
                        "sqlite",
                        round,
                        measure(sqlite(), count, seconds).values());
            }
        }
    }

    private static Engine sqlite() throws IOException {
        return new SqliteEngine(Store.open(
                TemporaryFolder.create().resolve("roomcast.db"), KEPT, Instant::now, new Random(), Thread::new));
    }

    private static Measured measure(Engine opened, int count, int seconds) {
        ExecutorService workers = Executors.newFixedThreadPool(2);
        List<Publisher> publishers = new ArrayList<>();
        try (Engine engine = opened;
                WallTime time = new WallTime()) {
            Rooms rooms = new Rooms(engine, Access.OPEN, time, workers::execute, Limits.DEFAULT);
            Tally tally = new Tally();
            for (int index = 0; index < count; index++) {
                publishers.add(new Publisher(rooms, tally, new Member("member-" + index, "user-" + index)));
            }
            publishers.forEach(Publisher::next);
            Measured measured = watched(tally, seconds);
            publishers.forEach(Publisher::stop);
            publishers.forEach(publisher -> publisher.last.join());
            return measured;
        } finally {
            workers.shutdownNow();
        }
    }

    private static Measured watched(Tally tally, int seconds) {
        LockSupport.parkNanos(WARM_SECONDS * 1_000_000_000L);
        synchronized (tally) {
            tally.clear();
        }
        long begun = System.nanoTime();
        LockSupport.parkNanos(seconds * 1_000_000_000L);
        synchronized (tally) {
            double lasted = (System.nanoTime() - begun) / 1e9;
            return new Measured(tally.count() / lasted, tally.within(0.5), tally.within(0.99));
        }
    }

    /** Publishes one event after the other. */
    private static final class Publisher {
        private final Rooms rooms;
        private final Tally tally;
        private final Member me;
        private final CompletableFuture<Void> last = new CompletableFuture<>();
        private volatile boolean stopped;
        private long sent;

        Publisher(Rooms rooms, Tally tally, Member me) {
            this.rooms = rooms;
            this.tally = tally;
            this.me = me;
        }

        void next() {
            long begun = System.nanoTime();
            Content content = Content.of("message", '"' + PADDING + '"');
            rooms.publish(new Draft("lobby", me, "c-" + ++sent, List.of(content)))
                    .whenComplete((position, failure) -> {
                        if (failure != null || stopped) {
                            last.complete(null);
                            return;
                        }
                        synchronized (tally) {
                            tally.add(System.nanoTime() - begun);
                        }
                        next();
                    });
        }

        void stop() {
            stopped = true;
        }
    }
}
