package io.roomcast.bench.scenario;

import io.roomcast.bench.Options;
import io.roomcast.bench.load.Crowd;
import io.roomcast.bench.load.Dialect;
import io.roomcast.bench.report.Metric;
import io.roomcast.bench.report.Results;
import io.roomcast.bench.server.BenchServer;
import io.roomcast.bench.server.ProcessFigures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All clients lose their connection and reconnect at once. */
public final class Storm extends Scenario {
    private static final Metric UNTIL_ALL = Metric.compared("until_all_s", "until the last has caught up, s", true);
    private static final Metric CPU = Metric.compared("server_cpu_ms", "CPU for a client, ms", true);
    private static final Metric OWN = Metric.plain("generator_cpu_ms", "generator's CPU for a client, ms");
    private static final double LONGEST_SECONDS = 120;
    private static final Pattern POSITION = Pattern.compile("\"position\":\"([^\"]+)\"");

    public Storm() {
        super(
                "storm",
                List.of("socketio", "text", "lines", "roomcast-socketio"),
                List.of(UNTIL_ALL, CPU, OWN),
                List.of("rounds", "storm", "missed"));
    }

    @Override
    public String about(Options options) {
        return options.listed("storm") + " clients lose their connection; " + options.listed("missed")
                + " events are published while they are away; all return at once, 64 handshakes at a time. How long until the"
                + " last one has everything that it missed? Socket.IO on Node, without recovery, has nothing to give: there it"
                + " is the time until the last one is connected. A first storm warms up.";
    }

    @Override
    public void run(Options options, List<Side> sides, Results results) throws Exception {
        try (Servers servers = new Servers(sides)) {
            String setting = String.format("%,d clients return", options.number("storm"));
            // The first storm warms up.
            servers.measure(1, (side, server, round) -> measure(options, side, server));
            servers.measure(
                    options.rounds(),
                    (side, server, round) -> results.add(setting, side.name(), round, measure(options, side, server)));
        }
    }

    private static Map<Metric, Double> measure(Options options, Side side, BenchServer server) throws Exception {
        int clients = options.number("storm");
        int missed = options.number("missed");
        List<String> resumes;
        try (Crowd crowd = Crowd.of(side.dialect(), server, clients)) {
            crowd.publishUpTo(1);
            crowd.settle();
            String position = side.isRoomcast() ? position(server) : "";
            resumes = crowd.receivers().stream()
                    .map(receiver -> side.dialect().resume(receiver, position))
                    .toList();
        }
        publish(missed, side, server);
        double before = server.figures().processor();
        double own = ProcessFigures.own().processor();
        long begin = System.nanoTime();
        try (Crowd crowd = Crowd.returning(side.dialect(), server, resumes, side.isRoomcast() ? missed : 0)) {
            while (crowd.caughtUp() < clients) {
                crowd.read();
                if (System.nanoTime() - begin > LONGEST_SECONDS * 1e9) {
                    throw new IOException("not all have caught up within " + LONGEST_SECONDS + " s: " + side.name());
                }
            }
            Map<Metric, Double> values = new LinkedHashMap<>();
            values.put(UNTIL_ALL, (System.nanoTime() - begin) / 1e9);
            values.put(CPU, (server.figures().processor() - before) * 1e3 / clients);
            values.put(OWN, (ProcessFigures.own().processor() - own) * 1e3 / clients);
            return values;
        }
    }

    private static void publish(int events, Side side, BenchServer server) throws IOException {
        Dialect dialect = side.isRoomcast() ? Dialect.TEXT : side.dialect();
        try (Crowd one = Crowd.of(dialect, server, 1)) {
            one.publishUpTo(events);
        }
    }

    private static String position(BenchServer server) throws Exception {
        URI events = URI.create("http://127.0.0.1:" + server.http() + "/rooms/bench/events");
        String body = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(events).build(), BodyHandlers.ofString())
                .body();
        Matcher position = POSITION.matcher(body);
        if (!position.find()) {
            throw new IOException("no position: " + body);
        }
        return position.group(1);
    }
}
