package io.roomcast.bench.scenario;

import io.roomcast.bench.server.BenchServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The servers of all sides, running at the same time, so that the sides can be measured by turns. */
final class Servers implements AutoCloseable {
    private final Map<Side, BenchServer> servers = new LinkedHashMap<>();

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

    /** Returns the sides in the order of a round: each round begins with another one, so that no side is always the first. */
    static List<Side> turns(List<Side> sides, int round) {
        List<Side> turns = new ArrayList<>(sides);
        Collections.rotate(turns, 1 - round);
        return turns;
    }

    BenchServer of(Side side) {
        return servers.get(side);
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
