package io.roomcast.bench.scenario;

import io.roomcast.bench.Options;
import io.roomcast.bench.load.Crowd;
import io.roomcast.bench.report.Results;
import io.roomcast.bench.server.BenchServer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Some events are always under way, as fast as the server takes them: the cost of a delivery. */
public final class ClosedLoop extends Scenario {
    private static final int RECEIVERS_OF_A_ROOM = 10;
    private static final int RECEIVERS_OF_A_TRANSPORT = 500;

    private final Function<Options, String> about;
    private final Function<Options, List<Load>> loads;

    /** So many receivers, spread over so many rooms, with so many events under way in all rooms together. */
    private record Load(int receivers, int rooms, int... windows) {
        String setting(int window) {
            return String.format(
                    rooms == 1 ? "%1$,d receivers, %3$d under way" : "%2$,d rooms of %4$d, %3$d under way",
                    receivers,
                    rooms,
                    window,
                    receivers / rooms);
        }
    }

    private ClosedLoop(
            String name,
            List<String> sides,
            List<String> options,
            Function<Options, String> about,
            Function<Options, List<Load>> loads) {
        super(name, sides, Meter.METRICS, options);
        this.about = about;
        this.loads = loads;
    }

    /** One room with many receivers. */
    public static Scenario fanOut() {
        return new ClosedLoop(
                "fanout",
                List.of("socketio", "ws", "cometd", "netty-socketio", "text", "lines", "roomcast-socketio", "loop"),
                List.of("rounds", "seconds", "warm", "receivers", "windows"),
                options -> "One room with " + options.listed("receivers") + " receivers; one of them keeps "
                        + options.listed("windows")
                        + " events under way, as fast as the server goes. The processor time of"
                        + " a delivery is what counts: the delay follows from the load.",
                options -> Arrays.stream(options.numbers("receivers"))
                        .mapToObj(receivers -> new Load(receivers, 1, options.numbers("windows")))
                        .toList());
    }

    /** Many small rooms instead of a big one: nothing can be shared by many receivers. */
    public static Scenario manyRooms() {
        return new ClosedLoop(
                "rooms",
                List.of("socketio", "ws", "text", "lines", "roomcast-socketio"),
                List.of("rounds", "seconds", "warm", "rooms"),
                options -> options.listed("rooms") + " rooms of " + RECEIVERS_OF_A_ROOM
                        + " receivers each; one of each room publishes in turn, with 100 events under way in all rooms"
                        + " together.",
                options ->
                        List.of(new Load(options.number("rooms") * RECEIVERS_OF_A_ROOM, options.number("rooms"), 100)));
    }

    /** Roomcast's own transports beside each other. */
    public static Scenario transports() {
        return new ClosedLoop(
                "transports",
                List.of("text", "lines", "roomcast-socketio", "sse", "ndjson", "tcp", "poll"),
                List.of("rounds", "seconds", "warm", "windows"),
                options -> "One room with " + RECEIVERS_OF_A_TRANSPORT + " receivers on one transport of Roomcast, "
                        + options.listed("windows")
                        + " events under way. Clients that can only read have a publisher with a"
                        + " WebSocket, which is not counted.",
                options -> List.of(new Load(RECEIVERS_OF_A_TRANSPORT, 1, options.numbers("windows"))));
    }

    @Override
    public String about(Options options) {
        return about.apply(options);
    }

    @Override
    public void run(Options options, List<Side> sides, Results results) throws Exception {
        for (Load load : loads.apply(options)) {
            WarmUp warmUp = new WarmUp(options.number("warm"));
            // Servers of their own for each size: a heap that held 10,000 clients is another heap.
            try (Servers servers = new Servers(sides)) {
                servers.measure(options.rounds(), (side, server, round) -> {
                    measure(options, load, side, server, warmUp, results, round);
                });
            }
        }
    }

    private static void measure(
            Options options, Load load, Side side, BenchServer server, WarmUp warmUp, Results results, int round)
            throws IOException {
        try (Crowd crowd = Crowd.of(side.dialect(), server, load.receivers(), load.rooms())) {
            for (int window : load.windows()) {
                String setting = load.setting(window);
                warmUp.run(setting, side, server, seconds -> crowd.keepUnderWay(window, seconds));
                results.add(setting, side.name(), round, Meter.keepUnderWay(server, crowd, window, options.seconds()));
                crowd.settle();
            }
        }
    }
}
