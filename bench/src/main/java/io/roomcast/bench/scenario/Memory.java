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

/** The cost of a client that is only there, and of one that has said something. */
public final class Memory implements Scenario {
    private static final Metric HEAP = Metric.compared("heap_kb", "heap for a client, KB", true);
    private static final Metric RSS = Metric.plain("rss_kb", "RSS for a client, KB");
    /** Few, so that what a process keeps of those that have gone does not count. */
    private static final int WARMING = 10;

    private static final long LEAVING_NANOS = 3_000_000_000L;

    /** More than the history and the ring hold, so that both are full from here on. */
    private static final int WARMING_EVENTS = 3000;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String about() {
        return "1,000 clients in one room: what one of them costs while it is idle, and after each has published one event and"
                + " received those of all others. The heap is that after a forced collection; RSS also depends on when a"
                + " process returns memory. The history holds the same events before and after.";
    }

    @Override
    public List<String> sides() {
        return List.of("socketio", "ws", "text", "lines", "roomcast-socketio", "sse", "ndjson", "tcp", "poll");
    }

    @Override
    public List<Metric> metrics() {
        return List.of(HEAP, RSS);
    }

    @Override
    public Metric drawn() {
        return HEAP;
    }

    /** A server of its own for each round, one after the other. */
    @Override
    public void run(Options options, List<Side> sides, Results results) throws IOException {
        int clients = options.number("clients");
        for (int round = 1; round <= options.rounds(); round++) {
            for (Side side : Servers.turns(sides, round)) {
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
        // Their seats are kept a little longer.
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
