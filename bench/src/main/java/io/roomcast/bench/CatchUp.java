package io.roomcast.bench;

import io.roomcast.engine.sqlite.BareLoop;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A reader who was away for all of a log, beside a plain {@code SELECT} of the same rows. The store is filled already. */
public final class CatchUp {
    private CatchUp() {}

    /** @param arguments the store, made by {@link FilledStore} with one room, and how many events are in it */
    public static void main(String[] arguments) throws Exception {
        Path store = Path.of(arguments[0]);
        long events = Long.parseLong(arguments[1]);
        int rounds = Integer.getInteger("rounds", 5);
        double[] beside = new double[rounds];
        String side = System.getProperty("archive", "target/roomcast.war") + "@jdbc:sqlite:" + store;
        try (BenchServer server = BenchServer.roomcast(side, "--history=10000000", "--history-bytes=16g")) {
            for (int round = 0; round < rounds; round++) {
                double streamed = events / seconds(server.port(), events);
                double selected = BareLoop.selectedPerSecond(store);
                beside[round] = streamed / selected;
                System.out.printf("caught up %,.0f events/s, select %,.0f rows/s%n", streamed, selected);
            }
        }
        System.out.printf("catching up x %s of a plain select%n", FanOut.spread(beside));
    }

    private static double seconds(int port, long events) throws IOException {
        long begun = System.nanoTime();
        String request = "GET /rooms/room-0/events?after=0:0&wait=stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        byte[] end = ("\"offset\":" + events + ",").getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            int matched = 0;
            while (matched < end.length) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("the stream ended");
                }
                matched = next == end[matched] ? matched + 1 : next == end[0] ? 1 : 0;
            }
        }
        return (System.nanoTime() - begun) / 1e9;
    }
}
