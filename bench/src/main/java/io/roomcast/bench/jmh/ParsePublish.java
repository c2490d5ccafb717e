package io.roomcast.bench.jmh;

import io.roomcast.wire.ClientLimits;
import io.roomcast.wire.Command;
import io.roomcast.wire.CommandParser;
import io.roomcast.wire.Json;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Parsing a publish as a client sends it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ParsePublish {
    private static final String LINE = "{\"publish\":{\"data\":\"" + "x".repeat(98) + "\"},\"id\":\"c-17\"}";

    private final CommandParser parser = new CommandParser(new Json(), ClientLimits.DEFAULT);

    @Benchmark
    public Command parse() {
        return parser.parse(LINE);
    }
}
