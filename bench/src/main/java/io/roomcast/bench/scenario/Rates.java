package io.roomcast.bench.scenario;

import io.roomcast.bench.Options;
import io.roomcast.bench.load.Crowd;
import io.roomcast.bench.report.Metric;
import io.roomcast.bench.report.Results;
import io.roomcast.bench.server.BenchServer;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A fixed rate of events to 500 receivers, more and more until the server no longer keeps up. */
public final class Rates extends Scenario {
    private static final int RECEIVERS = 500;
    private static final double ENOUGH = 0.95;
    private static final Metric HIGHEST =
            Metric.compared("highest_rate", "highest rate kept up with, events a second", false);

    public Rates() {
        super(
                "rates",
                List.of("socketio", "ws", "text", "lines", "roomcast-socketio", "loop"),
                Meter.openLoop(HIGHEST),
                List.of("rounds", "seconds", "warm", "rates"));
    }

    @Override
    public String about(Options options) {
        return "One room, " + RECEIVERS + " receivers, " + options.listed("rates")
                + " events a second whether or not the server"
                + " keeps up (open loop). A delay counts from the time at which the event was due. A side takes part up to the"
                + " first rate of which it delivers less than 95 % in time; \"all rates\" has the highest one that it kept up with, of those that were tried.";
    }

    @Override
    public void run(Options options, List<Side> sides, Results results) throws Exception {
        WarmUp warmUp = new WarmUp(options.number("warm"));
        int[] rates = Arrays.stream(options.numbers("rates")).sorted().toArray();
        try (Servers servers = new Servers(sides)) {
            for (int round = 1; round <= options.rounds(); round++) {
                Set<Side> saturated = new HashSet<>();
                Map<Side, Integer> highest = new LinkedHashMap<>();
                for (int rate : rates) {
                    servers.measureOnce(round, (side, server, same) -> {
                        if (saturated.contains(side)) {
                            return;
                        }
                        if (measure(options, side, server, rate, warmUp, results, same)) {
                            highest.put(side, rate);
                        } else {
                            saturated.add(side);
                        }
                    });
                }
                for (Side side : sides) {
                    Map<Metric, Double> rate = Map.of(HIGHEST, (double) highest.getOrDefault(side, 0));
                    results.add("all rates", side.name(), round, rate);
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
            // The first rate warms up the compiler; the warm-up of the others is short.
            warmUp.run("warm-up", side, server, seconds -> crowd.keepUnderWay(32, seconds));
            crowd.publishSteadily(rate, 1);
            Map<Metric, Double> values = Meter.publishSteadily(server, crowd, rate, options.seconds());
            results.add(setting, side.name(), round, values);
            return values.get(Metric.ACHIEVED) >= ENOUGH;
        }
    }
}
