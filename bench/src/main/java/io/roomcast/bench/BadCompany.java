package io.roomcast.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A hundred healthy readers, alone and in bad company by turns: readers that never read, senders of a byte a second,
 * half-open connections, and a flood of joins to random rooms from many addresses. In between the same company is at
 * another server, because generator and servers share the machine: what that costs is not of this server's making.
 */
public final class BadCompany {
    private static final int HEALTHY = 100;
    private static final double RATE = 100;
    private static final double WARM_UP_SECONDS = 15;
    private static final long A_HUNDREDTH = 10_000_000;

    private BadCompany() {}

    public static void main(String[] arguments) throws IOException {
        int rounds = Integer.getInteger("rounds", 7);
        double[] beside = new double[rounds];
        double[] ratios = new double[rounds];
        String archive = System.getProperty("archive", "target/roomcast.war");
        try (BenchServer server = BenchServer.roomcast(archive);
                BenchServer other = BenchServer.roomcast(archive);
                Crowd crowd = Crowd.of(Dialect.TEXT, server.port(), HEALTHY)) {
            // The history is full from here on, so that what is compared later is not the history.
            crowd.publishUpTo(12_000);
            warmUp(crowd, server);
            warmUp(crowd, other);
            long heap = server.heap();
            long threads = server.status("Threads");
            Map<String, Long> classes = server.bytesOfClasses();
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
            System.out.printf("p99 x %s, gaps %d, lost %d%n", FanOut.spread(ratios), crowd.gaps(), crowd.lost());
            System.out.printf("p99 x %s of what it is with the company elsewhere%n", FanOut.spread(beside));
            System.out.printf("before: heap %,d KB, %d threads%n", heap, threads);
            System.out.printf("now: heap %,d KB, %d threads%n", server.heap(), server.status("Threads"));
            crowd.publishSteadily(RATE, Double.parseDouble(System.getProperty("after", "90")));
            System.out.printf("later: heap %,d KB, %d threads%n", server.heap(), server.status("Threads"));
            printGrowth(classes, server.bytesOfClasses());
        }
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
        return crowd.latencies().within(0.99);
    }

    private static double delay(Crowd crowd, BenchServer host) throws IOException {
        try (Company company = new Company(host.port(), A_HUNDREDTH)) {
            double delay = delay(crowd);
            System.out.printf("%d joins, ", company.joins());
            return delay;
        }
    }

    /** Joins as fast as they come, so that later no compiler is at work. */
    private static void warmUp(Crowd crowd, BenchServer host) throws IOException {
        try (Company company = new Company(host.port(), 0)) {
            crowd.publishSteadily(RATE, WARM_UP_SECONDS);
            System.out.printf("warm after %d joins%n", company.joins());
        }
    }

    /** They are there until closed, on a thread of their own. */
    private static final class Company implements AutoCloseable {
        private final List<SocketChannel> channels;
        private final List<SocketChannel> slow = new ArrayList<>();
        private final Thread flood;
        private volatile boolean over;
        private final AtomicInteger joins = new AtomicInteger();

        Company(int port, long pause) throws IOException {
            channels = NeverReading.silent(port, Dialect.TEXT, 100);
            for (int index = 0; index < 100; index++) {
                channels.add(SocketChannel.open(new InetSocketAddress("127.0.0.1", port)));
                slow.add(SocketChannel.open(new InetSocketAddress("127.0.0.1", port)));
            }
            channels.addAll(slow);
            flood = new Thread(() -> flood(port, pause), "flood");
            flood.start();
        }

        int joins() {
            return joins.get();
        }

        /** Each join to another room and from another address, and now and then a byte from the slow. */
        private void flood(int port, long pause) {
            byte[] request = Dialect.TEXT.handshake("");
            try {
                for (int turn = 0; !over; turn++) {
                    String room = "/ws/flood-" + Long.toHexString(System.nanoTime());
                    Receiver.enter("127.0.0." + (2 + turn % 200), port, Dialect.TEXT.handshake(room), null, false)
                            .channel()
                            .close();
                    joins.incrementAndGet();
                    if (turn % 100 == 0) {
                        byte next = request[turn / 100 % request.length];
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
            NeverReading.close(channels);
        }
    }
}
