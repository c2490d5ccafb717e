package io.roomcast.bench.scenario;

import io.roomcast.bench.Options;
import io.roomcast.bench.load.Crowd;
import io.roomcast.bench.load.Silent;
import io.roomcast.bench.report.Metric;
import io.roomcast.bench.report.Results;
import io.roomcast.bench.server.BenchServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A tenth of the readers do not read, without and with pings: the delay of the others. */
public final class Stalled extends Scenario {
    private static final Metric WORSE = Metric.plain("p99_beside_none", "p99 ÷ that with none stalled");
    private static final double RATE = 20;
    private static final double FLOOD_SECONDS = 3;
    private static final int PING_MILLISECONDS = 50;

    public Stalled() {
        super(
                "stalled",
                List.of("socketio", "ws", "text", "lines", "roomcast-socketio"),
                Meter.openLoop(WORSE),
                List.of("rounds", "seconds", "warm", "clients"));
    }

    @Override
    public String about(Options options) {
        return options.listed("clients")
                + " readers and 20 events a second; then a tenth of the readers stop reading; then each"
                + " of these also sends a ping every 50 ms. How long do the others wait for an event? Their delay with none"
                + " stalled is measured just before.";
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
                    // Enough to fill the buffers of the stalled readers.
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
