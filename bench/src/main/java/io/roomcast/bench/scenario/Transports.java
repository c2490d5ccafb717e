package io.roomcast.bench.scenario;

import io.roomcast.bench.Options;
import io.roomcast.bench.load.Crowd;
import io.roomcast.bench.report.Metric;
import io.roomcast.bench.report.Results;
import java.util.List;

/** Roomcast's own transports beside each other. */
public final class Transports implements Scenario {
    private static final int RECEIVERS = 500;

    @Override
    public String name() {
        return "transports";
    }

    @Override
    public String about() {
        return "One room, 500 receivers on one transport of Roomcast, 1 or 32 events under way. Clients that can only read"
                + " have a publisher with a WebSocket, which is not counted.";
    }

    @Override
    public List<String> sides() {
        return List.of("text", "lines", "roomcast-socketio", "sse", "ndjson", "tcp", "poll");
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
        WarmUp warmUp = new WarmUp(options.number("warm"));
        try (Servers servers = new Servers(sides)) {
            servers.measure(options.rounds(), (side, server, round) -> {
                try (Crowd crowd = Crowd.of(side.dialect(), server, RECEIVERS)) {
                    FanOut.measure(options, side, server, crowd, warmUp, results, round);
                }
            });
        }
    }
}
