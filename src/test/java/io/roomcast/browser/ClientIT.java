package io.roomcast.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.roomcast.contract.client.Cable;
import jakarta.json.JsonString;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The client in JavaScript, in a page of the server, on each way that it has. */
class ClientIT extends VisitedRoom {

    /** A page with the client in the test's room, by one way, and live. */
    private BrowserPage enter(String way) {
        BrowserPage page = entered("transports: ['" + way + "']");
        page.await("window.client?.state === 'live' && client.transport === '" + way + "'");
        return page;
    }

    /** A page that finds its way by itself, with little patience. */
    private BrowserPage findIn() {
        return entered("opening: 1500, upgrade: 500");
    }

    private BrowserPage entered(String options) {
        BrowserPage page = browser.open(cable.base());
        page.value("""
                void import(new URL('roomcast.js', location)).then(({connect}) => {
                    window.heard = [];
                    window.states = [];
                    window.client = connect('./', {name: 'ann', %s, poll: 100, wait: 2, slowest: 500});
                    window.room = client.join('%s', {last: 50});
                    room.on('event', (event) => heard.push(event.data));
                    client.on('state', (state) => states.push(state));
                })
                """.formatted(options, room));
        return page;
    }

    private void says(int from, int to) {
        for (int number = from; number <= to; number++) {
            String id = "n-" + number;
            keeps(id, "{\"data\":\"" + number + "\"}");
        }
    }

    private static void heard(BrowserPage page, int from, int to) {
        List<String> numbers =
                IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
        page.await("heard.length >= " + numbers.size());
        assertEquals(numbers, page.value("heard").asJsonArray().getValuesAs(JsonString::getString));
        assertEquals(List.of(), page.failures());
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "stream", "wait", "poll"})
    void it_hears_what_was_said_and_what_is_said_and_knows_who_is_there(String way) {
        says(1, 3);
        BrowserPage ann = enter(way);
        says(4, 6);
        ann.value("void room.publish('message', '7').then((position) => window.at = position)");
        ann.await("window.at === room.position");
        heard(ann, 1, 7);
        ann.await("room.members.map(({name}) => name).sort().join() === 'ann,eve' && room.behind === 0");
        assertEquals("ann", ann.text("room.me.name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "stream", "wait", "poll"})
    void who_loses_the_network_says_so_and_comes_back_to_everything_once(String way) {
        BrowserPage ann = enter(way);
        says(1, 2);
        ann.await("heard.length === 2");
        cable.lose();
        ann.await("client.state !== 'live'");
        ann.value("void room.publish('message', '6'); void room.publish('message', '7')");
        says(3, 5);
        assertEquals("2", ann.value("room.pending.length").toString());
        cable.mend();
        heard(ann, 1, 7);
        ann.await("client.state === 'live' && room.pending.length === 0");
        assertEquals("[\"live\",\"resuming\",\"live\"]", ann.value("states").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "stream"})
    void a_connection_that_fell_silent_is_found_dead_and_another_has_everything_once(String way) {
        BrowserPage ann = entered("opening: 1000, transports: ['" + way + "']");
        ann.await("window.client?.state === 'live'");
        says(1, 2);
        ann.await("heard.length === 2");
        cable.fallSilent();
        ann.value("void room.publish('message', '3')");
        ann.await("states.includes('resuming')");
        ann.await("client.state === 'live' && room.pending.length === 0");
        says(4, 5);
        heard(ann, 1, 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "stream", "wait", "poll"})
    void a_page_that_is_closed_is_gone_at_once(String way, URI base) {
        BrowserPage ann = enter(way);
        String id = ann.text("room.me.id");
        Awaitility.await().until(() -> members(base).contains(id));
        ann.go(URI.create("about:blank"));
        Awaitility.await().until(() -> !members(base).contains(id));
        assertFalse(members(base).contains(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "stream", "wait", "poll"})
    void what_is_refused_is_an_error_with_a_code_and_the_rest_goes_on(String way) {
        BrowserPage ann = enter(way);
        ann.value("void room.publish('roomcast:no', 1).catch((error) => window.error = error)");
        ann.await("window.error?.code === 'bad_command' && window.error instanceof Error");
        says(1, 1);
        heard(ann, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "stream"})
    void what_the_server_cannot_take_is_refused_alone_whatever_is_sent_beside_it(String way) {
        BrowserPage ann = enter(way);
        ann.value("""
                void Promise.all(['1', [...Array(100)].reduce((inner) => [inner], 1), '2', 'x'.repeat(80000), '3', 'half \\ud800', '4']
                    .map((data) => room.publish('message', data).then(() => 'kept', ({code}) => code)))
                    .then((all) => window.fates = all.join())
                """);
        ann.await("window.fates === 'kept,bad_json,kept,too_large,kept,bad_utf8,kept'");
        heard(ann, 1, 4);
        ann.await("client.state === 'live' && room.pending.length === 0");
    }

    @Test
    void without_a_websocket_among_its_transports_it_stays_with_the_one_that_works() {
        cable.meddle(Cable.Meddling.NO_STREAMS);
        BrowserPage ann = entered("transports: ['stream', 'poll'], opening: 500, upgrade: 1");
        ann.await("window.client?.state === 'live' && client.transport === 'poll'");
        says(1, 3);
        heard(ann, 1, 3);
    }

    static Stream<Arguments> proxies() {
        return Stream.of(
                Arguments.of("stream", new Cable.Meddling[] {Cable.Meddling.NO_UPGRADES}),
                Arguments.of("wait", new Cable.Meddling[] {Cable.Meddling.NO_UPGRADES, Cable.Meddling.NO_STREAMS}));
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void behind_a_proxy_it_takes_what_gets_through_and_upgrades_later_and_has_everything_once(
            String way, Cable.Meddling... meddling) {
        cable.meddle(meddling);
        says(1, 3);
        BrowserPage ann = findIn();
        ann.await("window.client?.state === 'live' && client.transport === '" + way + "'");
        says(4, 6);
        ann.await("heard.length === 6");
        ann.value("""
                window.mine = setInterval(() => void room.publish('own', 'x'), 20)
                """);
        cable.meddle();
        ann.await("client.transport === 'websocket'");
        ann.value("clearInterval(mine)");
        says(7, 9);
        ann.await("room.pending.length === 0 && room.behind === 0");
        ann.value("heard = heard.filter((text) => text !== 'x')");
        heard(ann, 1, 9);
        assertEquals("[\"live\"]", ann.value("states").toString(), "the way changed while it was live");
    }
}
