package io.roomcast.bench;

import io.roomcast.bench.load.Crowd;
import io.roomcast.bench.load.Dialect;
import io.roomcast.bench.load.Silent;
import io.roomcast.bench.report.Spread;
import io.roomcast.bench.server.BenchServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hundred healthy readers, in turn alone and in bad company: readers that never read, senders of a byte a second,
 * half-open connections, and a flood of joins to random rooms from many addresses. In between, the same company connects to
 * another server: generator and servers share the machine, and what that costs is not this server's fault.
 */
public final class BadCompany {
    private static final int HEALTHY = 100;
    private static final double RATE = 100;
    private static final double WARM_UP_SECONDS = 15;
    private static final long A_HUNDREDTH = 10_000_000;

    private BadCompany() {}

    public static void main(String[] arguments) throws Exception {
        Program.run(BadCompany::measure);
    }

    private static void measure() throws IOException {
        int rounds = Integer.getInteger("rounds", 7);
        double[] beside = new double[rounds];
        double[] ratios = new double[rounds];
        String archive = System.getProperty("archive", "target/roomcast.war");
        try (BenchServer server = BenchServer.roomcast(archive);
                BenchServer other = BenchServer.roomcast(archive);
                Crowd crowd = Crowd.of(Dialect.TEXT, server, HEALTHY)) {
            // The history is full from here on, so that its growth is not compared.
            crowd.publishUpTo(12_000);
            warmUp(crowd, server);
            warmUp(crowd, other);
            long heap = server.figures().heap();
            long threads = server.figures().status("Threads");
            Map<String, Long> classes = bytesOfClasses(server);
            for (int round = 0; round < rounds; round++) {
                double alone = delay(crowd);
                double elsewhere = delay(crowd, other);
                double together = delay(crowd, server);
                ratios[round] = together / alone;
                beside[round] = together / elsewhere;
                System.out.printf(
                        "p99 of %d: alone %.2f ms, company elsewhere %.2f ms, bad company %.2f ms%n",
                        HEALTHY, alone, elsewhere, together);
            }
            System.out.printf("p99 x %s, gaps %d, lost %d%n", spread(ratios), crowd.gaps(), crowd.lost());
            System.out.printf("p99 x %s of what it is with the company elsewhere%n", spread(beside));
            System.out.printf("before: heap %,d KB, %d threads%n", heap, threads);
            System.out.printf(
                    "now: heap %,d KB, %d threads%n",
                    server.figures().heap(), server.figures().status("Threads"));
            crowd.publishSteadily(RATE, Double.parseDouble(System.getProperty("after", "90")));
            System.out.printf(
                    "later: heap %,d KB, %d threads%n",
                    server.figures().heap(), server.figures().status("Threads"));
            printGrowth(classes, bytesOfClasses(server));
        }
    }

    private static Spread spread(double[] values) {
        return Spread.of(Arrays.stream(values).boxed().toList());
    }

    /** Returns how many bytes the objects of each class take after a forced collection. */
    private static Map<String, Long> bytesOfClasses(BenchServer server) throws IOException {
        Map<String, Long> bytes = new HashMap<>();
        String histogram = server.figures().ask("GC.class_histogram");
        Matcher line = Pattern.compile("(?m)^ *\\d+: +\\d+ +(\\d+) +(\\S+)").matcher(histogram);
        while (line.find()) {
            bytes.merge(line.group(2), Long.valueOf(line.group(1)), Long::sum);
        }
        return bytes;
    }

    private static void printGrowth(Map<String, Long> before, Map<String, Long> later) {
        later.replaceAll((name, bytes) -> bytes - before.getOrDefault(name, 0L));
        later.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(20)
                .forEach(grown -> System.out.printf("%,12d more bytes of %s%n", grown.getValue(), grown.getKey()));
    }

    private static double delay(Crowd crowd) throws IOException {
        crowd.forget();
        crowd.publishSteadily(RATE, 5);
        return crowd.tally().within(0.99);
    }

    private static double delay(Crowd crowd, BenchServer host) throws IOException {
        try (Company company = new Company(host, A_HUNDREDTH)) {
            double delay = delay(crowd);
            System.out.printf("%d joins, ", company.joins());
            return delay;
        }
    }

    /** Joins as fast as possible, so that no compiler is at work later. */
    private static void warmUp(Crowd crowd, BenchServer host) throws IOException {
        try (Company company = new Company(host, 0)) {
            crowd.publishSteadily(RATE, WARM_UP_SECONDS);
            System.out.printf("warm after %d joins%n", company.joins());
        }
    }

    /** The bad clients, on a thread of their own until closed. */
    private static final class Company implements AutoCloseable {
        private final List<SocketChannel> halfOpen = new ArrayList<>();
        private final Silent silent;
        private final List<SocketChannel> slow = new ArrayList<>();
        private final Thread flood;
        private volatile boolean over;
        private final AtomicInteger joins = new AtomicInteger();

        Company(BenchServer host, long pause) throws IOException {
            int port = host.http();
            silent = new Silent(Dialect.TEXT, host, 100, 0);
            for (int index = 0; index < 100; index++) {
                halfOpen.add(SocketChannel.open(new InetSocketAddress("127.0.0.1", port)));
                slow.add(SocketChannel.open(new InetSocketAddress("127.0.0.1", port)));
            }
            flood = new Thread(() -> flood(port, pause), "flood");
            flood.start();
        }

        int joins() {
            return joins.get();
        }

        /** Joins another room from another address each time, and now and then sends a byte from each slow client. */
        private void flood(int port, long pause) {
            byte[] request = "GET /ws/bench HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            try {
                for (int join = 0; !over; join++) {
                    String room = "flood-" + Long.toHexString(System.nanoTime());
                    InetSocketAddress from = new InetSocketAddress("127.0.0." + (2 + join % 200), 0);
                    Silent.enter(Dialect.TEXT, port, from, room, false).close();
                    joins.incrementAndGet();
                    if (join % 100 == 0) {
                        byte next = request[join / 100 % request.length];
                        for (SocketChannel channel : slow) {
                            channel.write(ByteBuffer.wrap(new byte[] {next}));
                        }
                    }
                    LockSupport.parkNanos(pause);
                }
            } catch (IOException ended) {
                System.out.println("the flood ended: " + ended);
            }
        }

        @Override
        public void close() throws IOException {
            over = true;
            try {
                flood.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            silent.close();
            for (List<SocketChannel> channels : List.of(halfOpen, slow)) {
                for (SocketChannel channel : channels) {
                    channel.close();
                }
            }
        }
    }
}
