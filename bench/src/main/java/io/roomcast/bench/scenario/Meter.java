package io.roomcast.bench.scenario;

import io.roomcast.bench.load.Crowd;
import io.roomcast.bench.report.Metric;
import io.roomcast.bench.server.BenchServer;
import io.roomcast.bench.server.ProcessFigures;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the processor time of server and generator around a load, and what the crowd counted. Used by one thread. */
final class Meter {
    /** The metrics of a load that goes as fast as the server. */
    static final List<Metric> METRICS = List.of(
            Metric.CPU,
            Metric.COMPILER,
            Metric.RATE,
            Metric.P50,
            Metric.P99,
            Metric.P999,
            Metric.SERVER_SHARE,
            Metric.RSS,
            Metric.OWN_CPU,
            Metric.OWN_SHARE,
            Metric.LOST);

    /** The metrics of a load at a fixed rate, with one more: the delay comes first. */
    static List<Metric> openLoop(Metric more) {
        return Stream.concat(Stream.of(Metric.P99, more, Metric.ACHIEVED), METRICS.stream())
                .filter(metric -> metric != Metric.RATE)
                .distinct()
                .toList();
    }

    private final BenchServer server;
    private final Crowd crowd;
    private final ProcessFigures own = ProcessFigures.own();
    private final double serverBefore;
    private final double compilerBefore;
    private final double ownBefore;
    private final long lostBefore;
    private final long begin;

    /** Begins to measure. */
    private Meter(BenchServer server, Crowd crowd) throws IOException {
        this.server = server;
        this.crowd = crowd;
        crowd.forget();
        lostBefore = crowd.gaps() + crowd.lost();
        serverBefore = server.figures().processor();
        compilerBefore = server.figures().compiler();
        ownBefore = own.processor();
        begin = System.nanoTime();
    }

    /** Measures a load that keeps so many events under way, as fast as the server takes them. */
    static Map<Metric, Double> keepUnderWay(BenchServer server, Crowd crowd, int window, double seconds)
            throws IOException {
        Meter meter = new Meter(server, crowd);
        crowd.keepUnderWay(window, seconds);
        return meter.read();
    }

    /** Measures a load of so many events a second, with the share of it that arrived in time. */
    static Map<Metric, Double> publishSteadily(BenchServer server, Crowd crowd, double rate, double seconds)
            throws IOException {
        Meter meter = new Meter(server, crowd);
        double inTime = crowd.publishSteadily(rate, seconds);
        Map<Metric, Double> values = meter.read(seconds);
        values.put(
                Metric.ACHIEVED,
                inTime / (Math.round(rate * seconds) * crowd.receivers().size()));
        return values;
    }

    /** Ends the measurement, and returns its values. */
    private Map<Metric, Double> read() throws IOException {
        return read((System.nanoTime() - begin) / 1e9);
    }

    /** Ends the measurement of a load that was published in so many seconds, and took a little longer to arrive. */
    private Map<Metric, Double> read(double seconds) throws IOException {
        double serverSeconds = server.figures().processor() - serverBefore;
        double ownSeconds = own.processor() - ownBefore;
        double deliveries = crowd.tally().count();
        Map<Metric, Double> values = new LinkedHashMap<>();
        values.put(Metric.CPU, serverSeconds * 1e6 / deliveries);
        if (server.isJava()) {
            // The time of a compiler thread that has ended is lost.
            double compiler = Math.max(0, server.figures().compiler() - compilerBefore);
            values.put(Metric.COMPILER, compiler / serverSeconds);
        }
        values.put(Metric.RATE, deliveries / seconds);
        values.put(Metric.P50, crowd.tally().within(0.5));
        values.put(Metric.P99, crowd.tally().within(0.99));
        values.put(Metric.P999, crowd.tally().within(0.999));
        values.put(Metric.SERVER_SHARE, serverSeconds / seconds);
        values.put(Metric.RSS, server.figures().status("VmRSS") / 1024.0);
        values.put(Metric.OWN_CPU, ownSeconds * 1e6 / deliveries);
        values.put(Metric.OWN_SHARE, ownSeconds / seconds);
        values.put(Metric.LOST, (double) (crowd.gaps() + crowd.lost() - lostBefore));
        return values;
    }
}
