package io.roomcast.bench;

import io.roomcast.bench.load.Crowd;
import io.roomcast.bench.load.Dialect;
import io.roomcast.bench.load.Silent;
import io.roomcast.bench.server.BenchServer;
import java.io.IOException;
import java.util.List;

/** The heap behind a thousand readers that never read, after more and more events. */
public final class NeverReading {
    private static final int SILENT = 1000;

    private NeverReading() {}

    public static void main(String[] arguments) throws Exception {
        Program.run(NeverReading::measure);
    }

    private static void measure() throws IOException {
        String archive = System.getProperty("archive", "target/roomcast.war");
        try (BenchServer server = BenchServer.roomcast(archive, "--stall=10m", "--heartbeat=10m");
                Crowd crowd = Crowd.of(Dialect.LINES, server, 1);
                Silent silent = new Silent(Dialect.LINES, server, SILENT, 0)) {
            for (int thousands : List.of(20, 100, 500, 1000)) {
                crowd.publishUpTo(thousands * 1000L);
                System.out.printf(
                        "%,d events, %,d never read: heap %,d KB%n",
                        thousands * 1000, silent.count(), server.figures().heap());
            }
            server.figures().ask("GC.class_histogram").lines().limit(28).forEach(System.out::println);
        }
    }
}
