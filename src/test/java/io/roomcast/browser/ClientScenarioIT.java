package io.roomcast.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.contract.client.Cable;
import io.roomcast.contract.client.Cable.Meddling;
import io.roomcast.kills.Victim;
import io.roomcast.room.log.Position;
import io.roomcast.scenario.ExactlyOnceChecker;
import io.roomcast.scenario.Transcript;
import io.roomcast.server.War;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Seeded scenarios with the client in JavaScript: pages publish and read in one room, each by a way of its own, while cables
 * are cut, fall silent and are meddled with, and the server is killed and started again. Each acknowledged event is read by
 * each page exactly once and in order. {@code -Dclient.mishaps} makes it longer, {@code -Dscenario.seed} another.
 */
class ClientScenarioIT {
    private static final List<String> WAYS = List.of("", "'websocket'", "'stream'", "'wait'", "'poll'");
    private static final int MISHAPS = Integer.getInteger("client.mishaps", 40);
    private static final long SEED = Long.getLong("scenario.seed", 1);

    /** So many are acknowledged to each page between one mishap and the next. */
    private static final int BETWEEN = 2;

    /** In so many bytes some answers come: most likely it is cut in the middle of one. */
    private static final int BYTES = 1_500;

    private final Random random = new Random(SEED);
    private final List<Cable> cables = new ArrayList<>();
    private final List<BrowserPage> pages = new ArrayList<>();
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
        cables.forEach(Cable::close);
        server.close();
    }

    @Test
    void through_cuts_and_restarts_every_page_reads_every_acknowledged_event_once_and_in_order() throws Exception {
        WAYS.forEach(this::open);
        pages.forEach(page -> page.value("void speak()"));
        for (int number = 0; number < MISHAPS; number++) {
            mishap(random.nextInt(12));
            for (BrowserPage page : pages) {
                page.value("window.wanted = acked.length + " + BETWEEN);
            }
            pages.forEach(page -> page.await("acked.length >= wanted"));
        }
        cables.get(0).meddle();
        pages.forEach(page -> page.value("window.enough = true"));
        pages.forEach(page -> page.await("window.done === true"));
        ExactlyOnceChecker checker = new ExactlyOnceChecker();
        for (int page = 0; page < pages.size(); page++) {
            for (String ack : texts(pages.get(page), "acked")) {
                String[] parts = ack.split(" ", 2);
                checker.acknowledgedInOrder("page " + page, parts[1], Position.parse(parts[0]));
            }
        }
        List<Transcript> transcripts = new ArrayList<>();
        for (BrowserPage page : pages) {
            page.await("read.length >= " + checker.acknowledged() + " && room.behind === 0");
            transcripts.add(transcript(page));
            assertEquals(List.of(), page.failures());
        }
        assertEquals(List.of(), checker.check(transcripts), "with -Dscenario.seed=" + SEED);
    }

    private Transcript transcript(BrowserPage page) {
        Transcript transcript = new Transcript("page " + pages.indexOf(page));
        for (String entry : texts(page, "read")) {
            String[] parts = entry.split(" ", 2);
            transcript.received(Long.parseLong(parts[0]), parts[1]);
        }
        texts(page, "problems").forEach(transcript::complain);
        return transcript;
    }

    private void open(String way) {
        Cable cable = new Cable(server.base());
        BrowserPage page = browser.open(cable.base());
        page.value("""
                void import(new URL('roomcast.js', location)).then(async ({connect}) => {
                    Object.assign(window, {acked: [], read: [], problems: []});
                    const ways = [%s];
                    const name = ways[0] ?? 'any';
                    window.client = connect('./', {
                        ...(ways.length ? {transports: ways} : {}), name,
                        opening: 1000, upgrade: 500, poll: 50, wait: 2, slowest: 400,
                    });
                    window.room = client.join('scenario', {after: '0:0'});
                    room.on('message', ({offset, data}) => read.push(offset + ' ' + data));
                    room.on('gap', (gap) => problems.push('gap ' + JSON.stringify(gap)));
                    room.on('end', ({code}) => problems.push('end ' + code));
                    client.on('error', ({code}) => problems.push('error ' + code));
                    window.speak = async () => {
                        for (let number = 0; !window.enough; ) {
                            const together = Array.from({length: 1 + number %% 4}, () => name + '-' + number++).map(async (text) => {
                                const position = await room.publish('message', text);
                                acked.push(position + ' ' + text);
                            });
                            await Promise.all(together).catch(({code}) => problems.push('refused ' + code));
                            await new Promise((rested) => setTimeout(rested, 10));
                        }
                        window.done = true;
                    };
                })
                """.formatted(way));
        page.await("!!window.speak && !!room.me");
        cables.add(cable);
        pages.add(page);
    }

    /** One mishap, of the network or by an operator. */
    private void mishap(int which) throws IOException, TimeoutException {
        Cable cable = cables.get(random.nextInt(cables.size()));
        Cable anyWay = cables.get(0);
        switch (which) {
            case 0 -> {
                server.kill();
                server.start();
            }
            case 1 -> cables.forEach(ClientScenarioIT::cut);
            case 2 -> cable.fallSilent();
            case 3 -> cut(cable);
            case 4 -> anyWay.meddle(Meddling.NO_UPGRADES);
            case 5 -> anyWay.meddle(Meddling.NO_UPGRADES, Meddling.NO_STREAMS);
            case 6, 7 -> anyWay.meddle();
            default -> cable.resetAfter(1 + random.nextInt(BYTES));
        }
    }

    private static void cut(Cable cable) {
        cable.lose();
        cable.mend();
    }

    private static List<String> texts(BrowserPage page, String list) {
        return page.value(list).asJsonArray().getValuesAs(JsonString::getString);
    }
}
