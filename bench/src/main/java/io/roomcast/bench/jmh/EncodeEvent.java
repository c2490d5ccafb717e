package io.roomcast.bench.jmh;

import io.roomcast.wire.JsonLines;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** Encoding an event, which happens once for all its receivers: as text, and as bytes with its line end. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodeEvent {
    @Benchmark
    public String text() {
        return SampleEvents.event(42).in(JsonLines.TEXT);
    }

    @Benchmark
    public byte[] bytes() {
        return SampleEvents.event(42).in(JsonLines.BYTES);
    }
}
