package io.roomcast.bench;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Acknowledged publishes a second through the domain, on memory and on SQLite, beside a bare loop that writes the same
 * rows to SQLite in groups of a hundred. Each publisher sends its next when it has its acknowledgement.
 */
public final class Publishing {
    private static final String PADDING = "x".repeat(98);
    private static final Retention KEPT = Retention.DEFAULT;
    private static final int WARM_SECONDS = 3;

    private Publishing() {}

    /** Acknowledged a second, and how long an acknowledgement took. */
    private record Measured(double perSecond, double p50, double p99) {
        @Override
        public String toString() {
            return String.format("%,9.0f/s  p50 %6.2f ms  p99 %6.2f ms", perSecond, p50, p99);
        }
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.getInteger("rounds", 5);
        int seconds = Integer.getInteger("seconds", 5);
        int[] publishers = Arrays.stream(
                        System.getProperty("publishers", "1,10,100,1000").split(",", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        for (int count : publishers) {
            double[] beside = new double[rounds];
            double[] besideMemory = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                Measured memory = measure(new MemoryEngine(KEPT, InstantSource.system(), new Random()), count, seconds);
                Measured sqlite = measure(sqlite(), count, seconds);
                double loop = BareLoop.perSecond(folder(), 100, PADDING, seconds);
                beside[round] = sqlite.perSecond() / loop;
                besideMemory[round] = sqlite.perSecond() / memory.perSecond();
                System.out.printf(
                        "%d publishers: memory %s | sqlite %s | loop %,9.0f/s%n", count, memory, sqlite, loop);
            }
            System.out.printf(
                    "%d publishers: sqlite x %s of the loop, x %s of memory%n",
                    count, FanOut.spread(beside), FanOut.spread(besideMemory));
        }
    }

    private static Path folder() throws IOException {
        return Files.createTempDirectory("bench-publishing");
    }

    private static Engine sqlite() throws IOException {
        return new SqliteEngine(
                Store.open(folder().resolve("roomcast.db"), KEPT, InstantSource.system(), new Random(), Thread::new));
    }

    private static Measured measure(Engine opened, int count, int seconds) {
        ExecutorService workers = Executors.newFixedThreadPool(2);
        List<Publisher> publishers = new ArrayList<>();
        try (Engine engine = opened;
                WallTime time = new WallTime()) {
            Rooms rooms = new Rooms(engine, Access.OPEN, time, workers::execute, Limits.DEFAULT);
            Latencies latencies = new Latencies();
            for (int index = 0; index < count; index++) {
                publishers.add(new Publisher(rooms, latencies, new Member("member-" + index, "user-" + index)));
            }
            publishers.forEach(Publisher::next);
            Measured measured = watched(latencies, seconds);
            publishers.forEach(Publisher::stop);
            publishers.forEach(publisher -> publisher.last.join());
            return measured;
        } finally {
            workers.shutdownNow();
        }
    }

    private static Measured watched(Latencies latencies, int seconds) {
        LockSupport.parkNanos(WARM_SECONDS * 1_000_000_000L);
        synchronized (latencies) {
            latencies.clear();
        }
        long begun = System.nanoTime();
        LockSupport.parkNanos(seconds * 1_000_000_000L);
        synchronized (latencies) {
            double lasted = (System.nanoTime() - begun) / 1e9;
            return new Measured(latencies.count() / lasted, latencies.within(0.5), latencies.within(0.99));
        }
    }

    /** Says one thing after the other. */
    private static final class Publisher {
        private final Rooms rooms;
        private final Latencies latencies;
        private final Member me;
        private final CompletableFuture<Void> last = new CompletableFuture<>();
        private volatile boolean stopped;
        private long said;

        Publisher(Rooms rooms, Latencies latencies, Member me) {
            this.rooms = rooms;
            this.latencies = latencies;
            this.me = me;
        }

        void next() {
            long begun = System.nanoTime();
            Content content = Content.of("message", '"' + PADDING + '"');
            rooms.publish(new Draft("lobby", me, "c-" + ++said, List.of(content)))
                    .whenComplete((position, failure) -> {
                        if (failure != null || stopped) {
                            last.complete(null);
                            return;
                        }
                        synchronized (latencies) {
                            latencies.add(System.nanoTime() - begun);
                        }
                        next();
                    });
        }

        void stop() {
            stopped = true;
        }
    }
}
