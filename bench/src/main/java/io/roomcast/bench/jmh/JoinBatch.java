package io.roomcast.bench.jmh;

import io.roomcast.room.Batches;
import io.roomcast.room.log.Event;
import io.roomcast.wire.JsonLines;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Joining events that are encoded already to one array, which happens once for all receivers of a batch. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class JoinBatch {
    @Param({"1", "32", "256"})
    int size;

    private List<Event> events;

    @Setup
    public void encode() {
        events = SampleEvents.events(size);
        events.forEach(event -> event.in(JsonLines.BYTES));
    }

    @Benchmark
    public byte[] join() {
        return Batches.of("lobby", events, events.get(size - 1).position()).in(JsonLines.BYTES);
    }
}
