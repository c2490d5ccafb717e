package io.roomcast.bench.scenario;

import io.roomcast.bench.server.BenchServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The servers of all sides, running at the same time, so that the sides can be measured in turn. */
final class Servers implements AutoCloseable {
    private final Map<Side, BenchServer> servers = new LinkedHashMap<>();

    /** The measurement of one side in one round. */
    @FunctionalInterface
    interface Measurement {
        void take(Side side, BenchServer server, int round) throws Exception;
    }

    Servers(List<Side> sides) throws IOException {
        try {
            for (Side side : sides) {
                servers.put(side, side.start().start());
            }
        } catch (IOException failed) {
            close();
            throw failed;
        }
    }

    /** Returns the sides in the order of a round: each round begins with another one, so that no side is always first. */
    static List<Side> order(Collection<Side> sides, int round) {
        List<Side> order = new ArrayList<>(sides);
        Collections.rotate(order, 1 - round);
        return order;
    }

    /** Measures each side once in each of these rounds. */
    void measure(int rounds, Measurement measurement) throws Exception {
        for (int round = 1; round <= rounds; round++) {
            measureOnce(round, measurement);
        }
    }

    void measureOnce(int round, Measurement measurement) throws Exception {
        for (Side side : order(servers.keySet(), round)) {
            measurement.take(side, servers.get(side), round);
        }
    }

    /** Ends a server that has stopped, and starts another one in its place. */
    void restart(Side side) throws IOException {
        servers.get(side).close();
        servers.put(side, side.start().start());
    }

    @Override
    public void close() {
        servers.values().forEach(BenchServer::close);
    }
}
