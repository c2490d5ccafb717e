package io.roomcast.bench.scenario;

import io.roomcast.bench.server.BenchServer;
import io.roomcast.bench.server.ProcessFigures;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Load before a measurement, until the compilers of the server and of the generator have been quiet for two seconds. Node
 * does not show when its compiler is at work, so it gets five seconds. A server is warmed up once in each setting, and only
 * a little in later rounds. Used by one thread.
 */
final class WarmUp {
    private static final double STEP = 0.5;
    private static final int QUIET_STEPS = 4;
    private static final double QUIET_SHARE = 0.06;
    private static final double NODE_SECONDS = 5;
    private static final double AGAIN_SECONDS = 1;

    private final double longest;
    private final Set<String> warm = new HashSet<>();

    /** The work of a crowd for so many seconds. */
    @FunctionalInterface
    interface Load {
        void run(double seconds) throws IOException;
    }

    WarmUp(double longest) {
        this.longest = longest;
    }

    void run(String setting, Side side, BenchServer server, Load load) throws IOException {
        if (!warm.add(setting + '/' + side.name())) {
            load.run(Math.min(longest, AGAIN_SECONDS));
        } else {
            double seconds = untilQuiet(server, load);
            if (seconds >= longest) {
                System.out.printf(
                        "%s | %s | not known to be warm after %.0f s: --warm is too short%n",
                        setting, side.name(), seconds);
            }
        }
    }

    /** Forgets that the server of this side was warmed up. */
    void cold(Side side) {
        warm.removeIf(key -> key.endsWith('/' + side.name()));
    }

    private double untilQuiet(BenchServer server, Load load) throws IOException {
        int quiet = 0;
        double done = 0;
        double least = server.isJava() ? 0 : NODE_SECONDS;
        double before = compiler(server);
        while (done < longest && (quiet < QUIET_STEPS || done < least)) {
            load.run(STEP);
            done += STEP;
            double now = compiler(server);
            // Compiler threads come and go, and their time with them.
            quiet = Math.abs(now - before) <= QUIET_SHARE * STEP ? quiet + 1 : 0;
            before = now;
        }
        return done;
    }

    private static double compiler(BenchServer server) throws IOException {
        return server.figures().compiler() + ProcessFigures.own().compiler();
    }
}
