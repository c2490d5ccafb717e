package io.roomcast.bench.scenario;

import io.roomcast.bench.Options;
import io.roomcast.bench.load.Crowd;
import io.roomcast.bench.report.Metric;
import io.roomcast.bench.report.Results;
import io.roomcast.bench.server.BenchServer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The memory that a client costs while it is idle, and after it has published. */
public final class Memory extends Scenario {
    private static final Metric HEAP = Metric.compared("heap_kb", "heap for a client, KB", true);
    private static final Metric RSS = Metric.plain("rss_kb", "RSS for a client, KB");

    /** Few, so that what a process keeps of clients that have left does not count. */
    private static final int WARMING = 10;

    private static final long LEAVING_NANOS = 3_000_000_000L;

    /** More than the history and the ring hold, so that both are full from here on. */
    private static final int WARMING_EVENTS = 3000;

    public Memory() {
        super(
                "memory",
                List.of("socketio", "ws", "text", "lines", "roomcast-socketio", "sse", "ndjson", "tcp", "poll"),
                List.of(HEAP, RSS),
                List.of("rounds", "clients"));
    }

    @Override
    public String about(Options options) {
        return options.listed("clients")
                + " clients in one room: what one of them costs while it is idle, and after each has"
                + " published one event and received those of all others. The heap is that after a forced collection; RSS"
                + " also depends on when a process returns memory. The history holds the same events before and after. Each"
                + " measurement has a new server, and no other one runs.";
    }

    /** Starts a server for each measurement, one after the other. */
    @Override
    public void run(Options options, List<Side> sides, Results results) throws IOException {
        int clients = options.number("clients");
        for (int round = 1; round <= options.rounds(); round++) {
            for (Side side : Servers.order(sides, round)) {
                try (BenchServer server = side.start().start("--history=100", "--heartbeat=10m", "--grace=1s")) {
                    measure(side, server, clients, results, round);
                }
            }
        }
    }

    private static void measure(Side side, BenchServer server, int clients, Results results, int round)
            throws IOException {
        try (Crowd before = Crowd.of(side.dialect(), server, WARMING)) {
            before.publishUpTo(WARMING_EVENTS);
        }
        // Their seats outlive their connections by a moment.
        LockSupport.parkNanos(LEAVING_NANOS);
        double heap = server.heap();
        double rss = rss(server);
        try (Crowd crowd = Crowd.of(side.dialect(), server, clients)) {
            results.add("idle", side.name(), round, each(server, heap, rss, clients));
            if (crowd.canAllTalk()) {
                crowd.talk();
                results.add("talking", side.name(), round, each(server, heap, rss, clients));
            }
        }
    }

    private static Map<Metric, Double> each(BenchServer server, double heap, double rss, int clients)
            throws IOException {
        Map<Metric, Double> values = new LinkedHashMap<>();
        values.put(HEAP, (server.heap() - heap) / clients);
        values.put(RSS, (rss(server) - rss) / clients);
        return values;
    }

    private static double rss(BenchServer server) throws IOException {
        return server.figures().status("VmRSS");
    }
}
