package io.roomcast.bench.scenario;

import io.roomcast.bench.FilledStore;
import io.roomcast.bench.Options;
import io.roomcast.bench.report.Metric;
import io.roomcast.bench.report.Results;
import io.roomcast.bench.server.BenchServer;
import io.roomcast.bench.server.TemporaryFolder;
import io.roomcast.engine.sqlite.BareLoop;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A reader that missed all of a log on disk, beside a plain {@code SELECT} of the same rows. */
public final class CatchUp extends Scenario {
    private static final Metric EVENTS = Metric.compared("events_per_second", "events a second", false);
    private static final int LONGEST_EVENT = 1024;
    private static final int CHARACTERS = 100;

    public CatchUp() {
        super("catchup", List.of(), List.of(EVENTS), List.of("rounds", "events", "archive"));
    }

    @Override
    public String about(Options options) {
        return "One reader catches up on a log of " + options.listed("events")
                + " events on SQLite over an NDJSON stream,"
                + " beside a plain SELECT of all their columns in the generator's process. Between the two are HTTP and"
                + " JSON. A first read warms up.";
    }

    @Override
    public void run(Options options, List<Side> sides, Results results) throws Exception {
        int events = options.number("events");
        Path store = TemporaryFolder.create().resolve("roomcast.db");
        FilledStore.fill(store, events, 1, CHARACTERS);
        String setting = String.format("%,d events", events);
        String archive = options.text("archive") + "@jdbc:sqlite:" + store;
        try (BenchServer server = BenchServer.roomcast(archive, "--history=10000000", "--history-bytes=16g")) {
            for (int round = 0; round <= options.rounds(); round++) {
                double selected = BareLoop.selectedPerSecond(store);
                double streamed = events / seconds(server.http(), events);
                // The first one warms up.
                if (round > 0) {
                    results.add(setting, "select", round, Map.of(EVENTS, selected));
                    results.add(setting, "roomcast", round, Map.of(EVENTS, streamed));
                }
            }
        }
    }

    private static double seconds(int port, long events) throws IOException {
        long begun = System.nanoTime();
        String request = "GET /rooms/room-0/events?after=0:0&wait=stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        byte[] end = ("\"offset\":" + events + ",").getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            // The last of what came, and behind it what comes next. Only the last event can have the end in it.
            byte[] bytes = new byte[LONGEST_EVENT + (1 << 16)];
            int kept = 0;
            while (!endsWithin(bytes, kept, end)) {
                int next = in.read(bytes, kept, bytes.length - kept);
                if (next < 0) {
                    throw new IOException("the stream ended");
                }
                int length = kept + next;
                kept = Math.min(length, LONGEST_EVENT);
                System.arraycopy(bytes, length - kept, bytes, 0, kept);
            }
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private static boolean endsWithin(byte[] bytes, int length, byte[] end) {
        for (int from = length - end.length; from >= 0; from--) {
            if (Arrays.equals(bytes, from, from + end.length, end, 0, end.length)) {
                return true;
            }
        }
        return false;
    }
}
