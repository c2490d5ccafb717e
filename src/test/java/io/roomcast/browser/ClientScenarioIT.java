package io.roomcast.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.contract.client.Wire;
import io.roomcast.contract.client.Wire.Meddling;
import io.roomcast.contract.scenario.WireChecker;
import io.roomcast.kills.Victim;
import io.roomcast.server.War;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Seeded scenarios with the client in JavaScript: pages publish and read in one room, each by a way of its own, while cables
 * are cut, fall silent and are meddled with, and the server is killed and started again. Each acknowledged event is read by
 * each page exactly once and in order. {@code -Dclient.events} (of each page) makes it longer, {@code -Dscenario.seed} another.
 */
@Tag("standalone")
class ClientScenarioIT {
    private static final List<String> WAYS = List.of("", "'websocket'", "'stream'", "'wait'", "'poll'");
    private static final int EVENTS = Integer.getInteger("client.events", 150);
    private static final long SEED = Long.getLong("scenario.seed", 1);

    /** So many are acknowledged between one mishap and the next. */
    private static final int BETWEEN = 15;

    private final Random random = new Random(SEED);
    private final List<Wire> wires = new ArrayList<>();
    private final List<Page> pages = new ArrayList<>();
    private Browser browser;
    private Victim server;

    @BeforeEach
    void start() throws IOException, TimeoutException {
        server = new Victim(War.path(), Files.createTempDirectory(War.path().getParent(), "client-"));
        server.start();
        browser = Browser.start();
    }

    @AfterEach
    void stop() {
        browser.close();
        wires.forEach(Wire::close);
        server.close();
    }

    @Test
    void through_cuts_and_restarts_every_page_reads_every_acknowledged_event_once_and_in_order() throws Exception {
        WAYS.forEach(this::open);
        int all = EVENTS * WAYS.size();
        for (int acked = count("acked"); acked < all; acked = count("acked")) {
            mishap(random.nextInt(12));
            awaitAcks(Math.min(all, acked + BETWEEN));
        }
        wires.get(0).meddle();
        for (Page page : pages) {
            page.await("read.length >= " + all + " && room.behind === 0");
            assertEquals(List.of(), texts(page, "problems"));
            assertEquals(List.of(), page.failures());
        }
        assertEquals(
                List.of(), new WireChecker(lists("acked")).problems(lists("read")), "with -Dscenario.seed=" + SEED);
    }

    private void open(String way) {
        Wire wire = new Wire(server.base());
        Page page = browser.open(wire.base());
        page.value("""
                void import(new URL('roomcast.js', location)).then(async ({connect}) => {
                    Object.assign(window, {acked: [], read: [], problems: []});
                    const ways = [%s];
                    const name = ways[0] ?? 'any';
                    window.cast = connect('./', {
                        ...(ways.length ? {transports: ways} : {}), name,
                        opening: 2000, climb: 500, poll: 50, wait: 2, slowest: 400,
                    });
                    window.room = cast.join('scenario', {after: '0:0'});
                    room.on('message', ({offset, data}) => read.push(offset + ' ' + data));
                    room.on('gap', (gap) => problems.push('gap ' + JSON.stringify(gap)));
                    room.on('end', ({code}) => problems.push('end ' + code));
                    cast.on('error', ({code}) => problems.push('error ' + code));
                    for (let number = 0; number < %d; ) {
                        const together = [];
                        while (together.length < 1 + number %% 4 && number < %d) {
                            const text = name + '-' + number++;
                            together.push(room.publish('message', text).then((at) => acked.push(at.split(':').pop() + ' ' + text)));
                        }
                        await Promise.all(together).catch(({code}) => problems.push('refused ' + code));
                    }
                })
                """.formatted(way, EVENTS, EVENTS));
        page.await("!!window.room?.me");
        wires.add(wire);
        pages.add(page);
    }

    /** What people's networks do, and what operators do. */
    private void mishap(int which) throws IOException, TimeoutException {
        Wire wire = wires.get(random.nextInt(wires.size()));
        Wire anyWay = wires.get(0);
        switch (which) {
            case 0 -> {
                server.kill();
                server.start();
            }
            case 1 -> wires.forEach(ClientScenarioIT::cut);
            case 2, 3 -> wire.fallSilent();
            case 4 -> anyWay.meddle(Meddling.NO_UPGRADES);
            case 5 -> anyWay.meddle(Meddling.NO_UPGRADES, Meddling.NO_STREAMS);
            case 6, 7 -> anyWay.meddle();
            default -> cut(wire);
        }
    }

    private static void cut(Wire wire) {
        wire.lose();
        wire.mend();
    }

    private void awaitAcks(int wanted) {
        Awaitility.await("acks, with -Dscenario.seed=" + SEED)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> count("acked") >= wanted);
    }

    private int count(String list) {
        return pages.stream()
                .mapToInt(page -> Integer.parseInt(page.value(list + ".length").toString()))
                .sum();
    }

    private List<List<String>> lists(String list) {
        Function<Page, List<String>> texts = page -> texts(page, list);
        return pages.stream().map(texts).toList();
    }

    private static List<String> texts(Page page, String list) {
        return page.value(list).asJsonArray().getValuesAs(JsonString::getString);
    }
}
