package io.roomcast.bench;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A thousand readers of which a hundred never read: how late the others are told, with them and without; and the heap
 * behind a thousand that never read, after more and more events.
 */
public final class NeverReading {
    private static final int HEALTHY = 900;
    private static final int SILENT = 100;

    private NeverReading() {}

    public static void main(String[] arguments) throws IOException {
        String archive = System.getProperty("archive", "target/roomcast.war");
        for (String dialect : System.getProperty("dialects", "text,lines").split(",", -1)) {
            if (!Boolean.getBoolean("heapOnly")) {
                delays(archive, Dialect.named(dialect));
            }
        }
        heap(archive);
    }

    private static void delays(String archive, Dialect dialect) throws IOException {
        int rounds = Integer.getInteger("rounds", 5);
        double rate = Double.parseDouble(System.getProperty("rate", "20"));
        double[] ratios = new double[rounds];
        try (BenchServer server = BenchServer.roomcast(archive);
                Crowd crowd = Crowd.of(dialect, server.port(), HEALTHY)) {
            crowd.publishSteadily(rate, 5);
            for (int round = 0; round < rounds; round++) {
                double alone = delay(crowd, rate);
                List<SocketChannel> silent = silent(server.port(), dialect, SILENT);
                double together = delay(crowd, rate);
                close(silent);
                ratios[round] = together / alone;
                System.out.printf(
                        "%s p99 of %d: alone %.1f ms, with %d that never read %.1f ms%n",
                        dialect, HEALTHY, alone, SILENT, together);
            }
            System.out.printf(
                    "%s p99 x %s, gaps %d, lost %d%n", dialect, FanOut.spread(ratios), crowd.gaps(), crowd.lost());
        }
    }

    private static double delay(Crowd crowd, double rate) throws IOException {
        crowd.forget();
        crowd.publishSteadily(rate, 6);
        return crowd.latencies().within(0.99);
    }

    static List<SocketChannel> silent(int port, Dialect dialect, int count) throws IOException {
        List<SocketChannel> silent = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            silent.add(Receiver.enter("127.0.0.1", port, dialect.handshake(""), null, true)
                    .channel());
        }
        return silent;
    }

    static void close(List<SocketChannel> channels) throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }

    private static void heap(String archive) throws IOException {
        try (BenchServer server = BenchServer.roomcast(archive, "--stall=10m", "--heartbeat=10m");
                Crowd crowd = Crowd.of(Dialect.LINES, server.port(), 1)) {
            List<SocketChannel> silent = silent(server.port(), Dialect.LINES, HEALTHY + SILENT);
            for (int thousands : List.of(20, 100, 500, 1000)) {
                crowd.publishUpTo(thousands * 1000L);
                System.out.printf(
                        "%,d events, %d never read: heap %,d KB%n", thousands * 1000, silent.size(), server.heap());
            }
            server.histogram(25).forEach(System.out::println);
            close(silent);
        }
    }
}
