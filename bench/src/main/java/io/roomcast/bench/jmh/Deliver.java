package io.roomcast.bench.jmh;

import io.roomcast.bench.scenario.WallTime;
import io.roomcast.engine.memory.MemoryEngine;
import io.roomcast.room.Batch;
import io.roomcast.room.Delivery;
import io.roomcast.room.Limits;
import io.roomcast.room.Outlet;
import io.roomcast.room.ReadRequest;
import io.roomcast.room.Rooms;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Retention;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Access;
import io.roomcast.room.who.Visitor;
import io.roomcast.wire.JsonLines;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a publish to the outlets of 1,000 readers, each of which takes what it is offered at once: what a delivery costs
 * above the transport, with its share of the publish. The time is that of one delivery.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Deliver {
    private static final int READERS = 1000;
    private static final Member ANN = new Member("ann", "ann");

    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final WallTime time = new WallTime();
    private final LongAdder delivered = new LongAdder();
    private MemoryEngine engine;
    private Rooms rooms;
    private long published;

    @Setup
    public void enter() {
        engine = new MemoryEngine(Retention.DEFAULT, Instant::now, new Random());
        rooms = new Rooms(engine, Access.OPEN, time, workers::execute, Limits.DEFAULT);
        for (int reader = 0; reader < READERS; reader++) {
            rooms.read("lobby", ReadRequest.live(Visitor.ANYBODY, new Start.Head()), new Eager(delivered));
        }
    }

    @Benchmark
    @OperationsPerInvocation(READERS)
    public long publish() {
        long before = delivered.sum();
        rooms.publish(new Draft("lobby", ANN, "c-" + ++published, List.of(SampleEvents.CONTENT)))
                .toCompletableFuture()
                .join();
        while (delivered.sum() - before < READERS) {
            Thread.onSpinWait();
        }
        return before;
    }

    @TearDown
    public void end() {
        engine.close();
        time.close();
        workers.shutdownNow();
    }

    /** Takes everything at once, and asks for its bytes. */
    private record Eager(LongAdder delivered) implements Outlet {
        @Override
        public boolean offer(Delivery delivery, Runnable again) {
            if (delivery instanceof Batch batch && batch.in(JsonLines.BYTES).length > 0) {
                delivered.add(batch.events().size());
            }
            again.run();
            return true;
        }

        @Override
        public boolean holds(long more) {
            return true;
        }

        @Override
        public void caughtUp(Position position) {}

        @Override
        public void refused(Refusal refusal) {
            throw refusal;
        }

        @Override
        public void ended(Ending ending) {}
    }
}
