package io.roomcast.bench.scenario;

import io.roomcast.bench.Options;
import io.roomcast.bench.load.Crowd;
import io.roomcast.bench.report.Metric;
import io.roomcast.bench.report.Results;
import io.roomcast.bench.server.BenchServer;
import java.io.IOException;
import java.util.List;

/** One room with many receivers, one of which keeps some events under way, as fast as the server takes them. */
public final class FanOut implements Scenario {
    @Override
    public String name() {
        return "fanout";
    }

    @Override
    public String about() {
        return "One room, 100 to 10,000 receivers; one of them keeps 1 or 32 events under way, as fast as the server goes."
                + " The processor time of a delivery is what counts: the delay follows from the load.";
    }

    @Override
    public List<String> sides() {
        return List.of("socketio", "ws", "cometd", "netty-socketio", "text", "lines", "roomcast-socketio", "loop");
    }

    @Override
    public List<Metric> metrics() {
        return Meter.METRICS;
    }

    @Override
    public Metric drawn() {
        return Metric.CPU;
    }

    @Override
    public void run(Options options, List<Side> sides, Results results) throws Exception {
        for (int receivers : options.numbers("receivers")) {
            WarmUp warmUp = new WarmUp(options.number("warm"));
            // Servers of their own for each size: a heap that held 10,000 clients is another heap.
            try (Servers servers = new Servers(sides)) {
                servers.measure(options.rounds(), (side, server, round) -> {
                    try (Crowd crowd = Crowd.of(side.dialect(), server, receivers)) {
                        measure(options, side, server, crowd, warmUp, results, round);
                    }
                });
            }
        }
    }

    static void measure(
            Options options, Side side, BenchServer server, Crowd crowd, WarmUp warmUp, Results results, int round)
            throws IOException {
        for (int window : options.numbers("windows")) {
            String setting = String.format(
                    "%,d receivers, %d under way", crowd.receivers().size(), window);
            warmUp.run(setting, side, server, seconds -> crowd.keepUnderWay(window, seconds));
            results.add(
                    setting, side.name(), round, Meter.keepUnderWay(server, crowd, window, options.seconds()));
            crowd.settle();
        }
    }
}
