package io.roomcast.contract.pair;

import io.roomcast.container.EmbeddedServer;
import io.roomcast.engine.memory.MemoryEngine;
import io.roomcast.kit.HearsayEngine;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Two servers in this process over the same logs in memory, behind a balancer that sends each connection to the other one,
 * and what each announces to the other is hearsay. {@code -Dpair.seed} decides what becomes of the announcements; when
 * threads run it does not decide. {@code -Dpair.lost=100} has all of them lost in every row.
 */
public final class Pair implements AutoCloseable {
    static final long SEED = Long.getLong("pair.seed", new SecureRandom().nextLong(1L << 40));

    private final HearsayEngine one;
    private final HearsayEngine other;
    private final List<EmbeddedServer> servers;
    private final Balancer balancer;

    /** @param settings as on a command line; where a key is given twice the last counts */
    Pair(String settings, int lost) {
        Map<String, String> last = new LinkedHashMap<>();
        Stream.of(settings.split(" ", -1)).forEach(one -> last.put(one.substring(0, one.indexOf('=')), one));
        String[] arguments = last.values().toArray(String[]::new);
        EmbeddedServer first = new EmbeddedServer(arguments);
        EmbeddedServer second = new EmbeddedServer(arguments);
        MemoryEngine logs = new MemoryEngine(first.retention(), Instant::now, new SecureRandom());
        one = new HearsayEngine(logs, SEED, lost);
        other = new HearsayEngine(logs.another(), SEED + 1, lost);
        servers = List.of(first.over(one), second.over(other));
        balancer = new Balancer(servers.stream().map(EmbeddedServer::base).toList());
    }

    /** The address of the balancer; the port for lines of TCP is the fragment. */
    URI base() {
        return balancer.base();
    }

    @Override
    public void close() {
        balancer.close();
        servers.forEach(EmbeddedServer::close);
        one.close();
        other.close();
    }
}
