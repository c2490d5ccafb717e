package io.roomcast.bench;

import io.roomcast.bench.load.Crowd;
import io.roomcast.bench.load.Dialect;
import io.roomcast.bench.report.Spread;
import io.roomcast.bench.server.BenchServer;
import java.io.IOException;
import java.util.Arrays;

/** From {@code java -jar}, or the script {@code roomcast}, to the first message: archives and scripts in turn. */
public final class StartUp {
    private StartUp() {}

    public static void main(String[] arguments) throws Exception {
        Program.run(() -> measure(arguments));
    }

    private static void measure(String[] arguments) throws IOException {
        String[] archives = arguments.length == 0 ? new String[] {"target/roomcast.war"} : arguments;
        double[][] seconds = new double[archives.length][Integer.getInteger("rounds", 5)];
        double[][] processor = new double[archives.length][seconds[0].length];
        for (int round = 0; round < seconds[0].length; round++) {
            for (int side = 0; side < archives.length; side++) {
                long begin = System.nanoTime();
                try (BenchServer server = BenchServer.roomcast(archives[side]);
                        Crowd crowd = Crowd.of(Dialect.TEXT, server, 1)) {
                    crowd.publishUpTo(1);
                    seconds[side][round] = (System.nanoTime() - begin) / 1e9 - Crowd.SETTLING;
                    processor[side][round] = server.figures().processor();
                }
            }
        }
        for (int side = 0; side < archives.length; side++) {
            System.out.printf(
                    "%s: first message after %s s, processor time %s s%n",
                    archives[side], spread(seconds[side]), spread(processor[side]));
        }
    }

    private static Spread spread(double[] values) {
        return Spread.of(Arrays.stream(values).boxed().toList());
    }
}
