package io.roomcast.bench.scenario;

import io.roomcast.bench.Options;
import io.roomcast.bench.load.Crowd;
import io.roomcast.bench.load.Silent;
import io.roomcast.bench.report.Metric;
import io.roomcast.bench.report.Results;
import io.roomcast.bench.server.BenchServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Readers of which a tenth do not read, without and with pings: how late the others are told. */
public final class Stalled implements Scenario {
    private static final Metric WORSE = Metric.plain("p99_beside_none", "p99 ÷ that with none stalled");
    private static final double RATE = 20;
    private static final double FLOOD_SECONDS = 3;
    private static final int PING_MILLISECONDS = 50;

    @Override
    public String name() {
        return "stalled";
    }

    @Override
    public String about() {
        return "1,000 readers and 20 events a second; then a tenth of them do not read; then each of these sends a ping every 50"
                + " ms as well. How late are the others told? Their own delay with none stalled is measured just before.";
    }

    @Override
    public List<String> sides() {
        return List.of("socketio", "ws", "text", "lines", "roomcast-socketio");
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> metrics = new ArrayList<>(Meter.OPEN_LOOP);
        metrics.add(0, WORSE);
        metrics.add(1, Metric.ACHIEVED);
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
            servers.measure(options.rounds(), (side, server, round) -> {
                try {
                    measure(options, side, server, warmUp, results, round);
                } catch (IOException stopped) {
                    System.out.println(
                            side.name() + " no longer answers and is started again: " + stopped.getMessage());
                    servers.restart(side);
                    warmUp.cold(side);
                }
            });
        }
    }

    private static void measure(
            Options options, Side side, BenchServer server, WarmUp warmUp, Results results, int round)
            throws IOException {
        int stalled = options.number("clients") / 10;
        try (Crowd crowd = Crowd.of(side.dialect(), server, options.number("clients") - stalled)) {
            warmUp.run("warm-up", side, server, seconds -> crowd.keepUnderWay(8, seconds));
            crowd.settle();
            Map<Metric, Double> none = Meter.publishSteadily(server, crowd, RATE, options.seconds());
            results.add("none stalled", side.name(), round, none);
            for (int ping : new int[] {0, PING_MILLISECONDS}) {
                try (Silent silent = new Silent(side.dialect(), server, stalled, ping)) {
                    // Enough to fill the buffers of those that do not read.
                    crowd.keepUnderWay(32, Math.min(FLOOD_SECONDS, options.seconds()));
                    crowd.settle();
                    Map<Metric, Double> values = Meter.publishSteadily(server, crowd, RATE, options.seconds());
                    values.put(WORSE, values.get(Metric.P99) / none.get(Metric.P99));
                    results.add(ping == 0 ? "a tenth stalled" : "stalled, with pings", side.name(), round, values);
                }
            }
        }
    }
}
