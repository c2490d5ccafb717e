package io.roomcast.bench.scenario;

import io.roomcast.bench.Options;
import io.roomcast.bench.load.Crowd;
import io.roomcast.bench.report.Metric;
import io.roomcast.bench.report.Results;
import io.roomcast.bench.server.BenchServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A fixed rate of events to 500 receivers, more and more until the server no longer keeps up. */
public final class Rates implements Scenario {
    private static final int RECEIVERS = 500;
    private static final double ENOUGH = 0.95;

    @Override
    public String name() {
        return "rates";
    }

    @Override
    public String about() {
        return "One room, 500 receivers, a fixed number of events a second whether or not the server keeps up (open loop)."
                + " A delay counts from the time at which the event was due. A side takes part up to the first rate of which"
                + " it delivers less than 95 %.";
    }

    @Override
    public List<String> sides() {
        return List.of("socketio", "ws", "text", "lines", "roomcast-socketio", "loop");
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>(Meter.OPEN_LOOP);
        metrics.add(0, Metric.ACHIEVED);
        return metrics;
    }

    @Override
    public Metric drawn() {
        return Metric.P99;
    }

    @Override
    public void run(Options options, List<Side> sides, Results results) throws Exception {
        WarmUp warmUp = new WarmUp(options.number("warm"));
        try (Servers servers = new Servers(sides)) {
            for (int round = 1; round <= options.rounds(); round++) {
                Set<Side> saturated = new HashSet<>();
                for (int rate : options.numbers("rates")) {
                    servers.measureOnce(round, (side, server, same) -> {
                        if (!saturated.contains(side)
                                && !measure(options, side, server, rate, warmUp, results, same)) {
                            saturated.add(side);
                        }
                    });
                }
            }
        }
    }

    /** Returns whether the server kept up. */
    private static boolean measure(
            Options options, Side side, BenchServer server, int rate, WarmUp warmUp, Results results, int round)
            throws IOException {
        try (Crowd crowd = Crowd.of(side.dialect(), server, RECEIVERS)) {
            String setting = String.format("%,d a second", rate);
            // The compiler is kept busy by the first rate; how the next ones are warmed up is the same for all.
            warmUp.run("warm-up", side, server, seconds -> crowd.keepUnderWay(32, seconds));
            crowd.publishSteadily(rate, 1);
            Map<Metric, Double> values = Meter.publishSteadily(server, crowd, rate, options.seconds());
            results.add(setting, side.name(), round, values);
            return values.get(Metric.ACHIEVED) >= ENOUGH;
        }
    }
}
