package io.roomcast.bench.scenario;

import io.roomcast.bench.Options;
import io.roomcast.bench.load.Crowd;
import io.roomcast.bench.report.Metric;
import io.roomcast.bench.report.Results;
import java.util.List;

/** Many small rooms instead of a big one: nothing can be shared by many receivers. */
public final class ManyRooms implements Scenario {
    private static final int RECEIVERS_OF_A_ROOM = 10;
    private static final int UNDER_WAY = 100;

    @Override
    public String name() {
        return "rooms";
    }

    @Override
    public String about() {
        return "1,000 rooms of 10 receivers each; a publisher in each room in turn, with 100 events under way in all of them"
                + " together.";
    }

    @Override
    public List<String> sides() {
        return List.of("socketio", "ws", "text", "lines", "roomcast-socketio");
    }

    @Override
    public List<Metric> metrics() {
        return Meter.METRICS;
    }

    @Override
    public Metric drawn() {
        return Metric.CPU;
    }

    @Override
    public void run(Options options, List<Side> sides, Results results) throws Exception {
        int rooms = options.number("rooms");
        int receivers = rooms * RECEIVERS_OF_A_ROOM;
        String setting = String.format("%,d rooms of %d", rooms, RECEIVERS_OF_A_ROOM);
        WarmUp warmUp = new WarmUp(options.number("warm"));
        try (Servers servers = new Servers(sides)) {
            servers.measure(options.rounds(), (side, server, round) -> {
                try (Crowd crowd = Crowd.of(side.dialect(), server, receivers, rooms)) {
                    warmUp.run(setting, side, server, some -> crowd.keepUnderWay(UNDER_WAY, some));
                    results.add(
                            setting,
                            side.name(),
                            round,
                            Meter.keepUnderWay(server, crowd, UNDER_WAY, options.seconds()));
                }
            });
        }
    }
}
