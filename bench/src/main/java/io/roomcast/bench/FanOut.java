package io.roomcast.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fan-out to many receivers, the sides in turn: deliveries a second and processor time for each. A side is a dialect, or
 * {@code dialect=archive} to compare two builds.
 */
public final class FanOut {
    private static final double WARM = 3;

    private FanOut() {}

    private record Measured(double perSecond, double microseconds, double p50, double p99, long megabytes, long gaps) {
        @Override
        public String toString() {
            return String.format(
                    "%,10.0f/s %7.2f us p50 %7.1f p99 %7.1f ms rss %d MB gaps %d",
                    perSecond, microseconds, p50, p99, megabytes, gaps);
        }
    }

    public static void main(String[] arguments) throws IOException {
        int receivers = Integer.getInteger("receivers", 1000);
        int rounds = Integer.getInteger("rounds", 5);
        String[] sides = arguments.length == 0 ? new String[] {"socketio", "text", "lines"} : arguments;
        Map<String, BenchServer> servers = new TreeMap<>();
        try {
            for (String side : sides) {
                servers.put(side, server(side));
            }
            for (String window : System.getProperty("windows", "32,1").split(",", -1)) {
                Map<String, List<Measured>> all = new TreeMap<>();
                for (int round = 0; round < rounds; round++) {
                    for (String side : sides) {
                        Measured one = measure(servers.get(side), dialect(side), receivers, Integer.parseInt(window));
                        System.out.printf("window %s round %d %-9s %s%n", window, round, side, one);
                        all.computeIfAbsent(side, name -> new ArrayList<>()).add(one);
                    }
                }
                compare(window, sides, all);
            }
        } finally {
            servers.values().forEach(BenchServer::close);
        }
    }

    private static BenchServer server(String side) throws IOException {
        if (dialect(side) == Dialect.SOCKETIO) {
            return BenchServer.socketIo(System.getProperty("socketio", "target/bench/socketio.mjs"));
        }
        return BenchServer.roomcast(side.contains("=") ? side.substring(side.indexOf('=') + 1) : "target/roomcast.war");
    }

    private static Dialect dialect(String side) {
        return Dialect.named(side.replaceFirst("=.*", ""));
    }

    private static Measured measure(BenchServer server, Dialect dialect, int receivers, int window) throws IOException {
        double seconds = Double.parseDouble(System.getProperty("seconds", "6"));
        try (Crowd crowd = Crowd.of(dialect, server.port(), receivers)) {
            crowd.keepUnderWay(window, WARM);
            crowd.forget();
            double processor = server.processor();
            long begin = System.nanoTime();
            crowd.keepUnderWay(window, seconds);
            double lasted = (System.nanoTime() - begin) / 1e9;
            Latencies latencies = crowd.latencies();
            double each = (server.processor() - processor) * 1e6 / latencies.count();
            return new Measured(
                    latencies.count() / lasted,
                    each,
                    latencies.within(0.5),
                    latencies.within(0.99),
                    server.status("VmRSS") / 1024,
                    crowd.gaps());
        }
    }

    /** Each side beside the first one, round by round. */
    private static void compare(String window, String[] sides, Map<String, List<Measured>> all) {
        List<Measured> first = all.get(sides[0]);
        for (String side : sides) {
            List<Measured> these = all.get(side);
            double[] faster = new double[first.size()];
            double[] cheaper = new double[first.size()];
            for (int round = 0; round < first.size(); round++) {
                faster[round] = these.get(round).perSecond() / first.get(round).perSecond();
                cheaper[round] =
                        first.get(round).microseconds() / these.get(round).microseconds();
            }
            System.out.printf(
                    "window %s %-9s deliveries x %s, processor / %s%n", window, side, spread(faster), spread(cheaper));
        }
    }

    static String spread(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return String.format("%.2f (%.2f-%.2f)", sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }
}
