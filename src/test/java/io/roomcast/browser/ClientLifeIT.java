package io.roomcast.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Cut;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Transport;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client in JavaScript where there is more than one room, more than one page, or none for a while. */
class ClientLifeIT extends VisitedRoom {
    private static final int ROOMS = 7;

    /** A page that has the client's module. */
    private BrowserPage page() {
        return page(browser);
    }

    private BrowserPage page(Browser visitor) {
        BrowserPage page = visitor.open(cable.base());
        page.value("import(new URL('roomcast.js', location)).then((module) => void (window.roomcast = module))");
        return page;
    }

    /** A page in the test's room, live, which notes what it hears. */
    private BrowserPage entered(String options) {
        return entered(browser, options);
    }

    private BrowserPage entered(Browser visitor, String options) {
        BrowserPage page = page(visitor);
        page.value("""
                window.heard = [];
                window.states = [];
                window.client = roomcast.connect('./', {name: 'ann', slowest: 200, %s});
                window.room = client.join('%s');
                room.on('message', ({data}) => heard.push(data));
                void client.on('state', (state) => states.push(state));
                """.formatted(options, room));
        page.await("client.state === 'live'");
        return page;
    }

    private void says(String text) {
        keeps(text, "{\"data\":" + Commands.quoted(text) + "}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "stream", "wait", "poll"})
    void many_rooms_go_over_one_connection_or_over_the_six_that_a_browser_has(String way, URI base) {
        BrowserPage ann = page();
        ann.value("""
                window.client = roomcast.connect('./', {transports: ['%s'], poll: 200, wait: 2});
                window.heard = {};
                for (let number = 0; number < %d; number++) {
                    const name = '%s-' + number;
                    heard[name] = [];
                    void client.join(name).on('message', ({data}) => heard[name].push(data));
                }
                """.formatted(way, ROOMS, room));
        ann.await("client.state === 'live' && [...client.rooms.values()].every(({me}) => me)");
        List<Client> speakers = IntStream.range(0, ROOMS)
                .mapToObj(number -> Transport.WEBSOCKET.enter(base, Entering.into(room + "-" + number)))
                .toList();
        for (int turn = 1; turn <= 3; turn++) {
            String text = "turn " + turn;
            speakers.forEach(speaker -> speaker.send(Commands.publish(text, text)));
        }
        // Publishing gets through while all of them wait for news.
        ann.value(
                "void Promise.all([...client.rooms.values()].map((room) => room.publish('own', 1))).then(() => window.said = true)");
        ann.await("window.said && Object.values(heard).every((one) => one.length === 3)");
        assertEquals(
                "[\"turn 1,turn 2,turn 3\"]",
                ann.value("[...new Set(Object.values(heard).map(String))]").toString());
        String overlaps = ann.value("""
                performance.getEntriesByType('resource')
                    .filter(({name}) => name.includes('/events?') && !name.includes('wait='))
                    .sort((one, other) => one.startTime - other.startTime)
                    .filter(({startTime}, at, polls) => at && startTime < polls[at - 1].responseEnd)
                    .map(({name}) => name)
                """).toString();
        assertEquals("[]", overlaps, "who does not wait asks in turn");
        assertEquals(
                "1",
                ann.value("new Set([...client.rooms.values()].map(({me}) => me.id)).size")
                        .toString());
        speakers.forEach(Client::close);
    }

    @Test
    void who_had_to_be_polled_takes_the_place_of_a_room_that_is_left() {
        BrowserPage ann = page();
        ann.value("""
                window.asked = [];
                const asks = fetch;
                window.fetch = (url, options) => asked.push(`${url}`) && asks(url, options);
                window.client = roomcast.connect('./', {transports: ['stream'], poll: 100});
                window.rooms = [0, 1, 2, 3].map((number) => client.join('%s-' + number));
                window.streams = (number) => asked.some((url) => url.includes('-' + number + '/events') && url.includes('wait=stream'));
                """.formatted(room));
        ann.await("rooms.every(({me}) => me) && asked.some((url) => url.includes('-3/events'))");
        assertEquals(
                "[true,true,true,false]",
                ann.value("rooms.map((_, number) => streams(number))").toString());
        ann.value("void rooms[1].leave()");
        ann.await("streams(3)");
    }

    @Test
    void a_room_is_left_alone_and_the_others_go_on() {
        BrowserPage ann = entered("transports: ['stream']");
        ann.value("void (window.other = client.join('%s-other'))".formatted(room));
        ann.await("!!other.me");
        ann.value("void other.publish('message', 1).catch(({code}) => window.code = code); other.leave()");
        ann.await("window.code === 'closed' && other.ended.code === 'closed' && client.rooms.size === 1");
        ann.value("void other.publish('message', 2).catch(({code}) => window.second = code)");
        ann.await("window.second === 'closed'");
        says("still here");
        ann.await("heard.join() === 'still here'");
    }

    @Test
    void events_come_by_iteration_too_and_it_ends_with_the_room() {
        BrowserPage ann = entered("");
        ann.value("""
                window.told = [];
                void (async () => {
                    for await (const {data} of room) {
                        told.push(data);
                    }
                    told.push('the end');
                })()
                """);
        says("1");
        says("2");
        ann.await("told.join() === '1,2'");
        ann.value("room.leave()");
        ann.await("told.join() === '1,2,the end'");
    }

    @Test
    void a_signal_takes_back_what_waits_leaves_a_room_and_ends_it_all() {
        BrowserPage ann = entered("signal: (window.all = new AbortController()).signal");
        cable.lose();
        ann.await("client.state === 'resuming'");
        ann.value("""
                window.one = new AbortController();
                void room.publish('message', 'never', {signal: one.signal}).catch(({name}) => window.taken = name);
                void room.publish('message', 'kept');
                one.abort();
                """);
        ann.await("window.taken === 'AbortError' && room.pending.length === 1");
        cable.mend();
        assertEquals("kept", eve.nextEvent().said());
        ann.value(
                "window.leaving = new AbortController(); void (window.other = client.join('%s-other', {signal: leaving.signal}))"
                        .formatted(room));
        ann.await("!!other.me");
        ann.value("leaving.abort()");
        ann.await("other.ended?.code === 'closed' && client.state === 'live'");
        ann.value("all.abort()");
        ann.await("client.state === 'ended' && room.ended.code === 'closed' && client.rooms.size === 0");
        assertEquals(
                "closed",
                ann.text("(() => { try { client.join('again'); return ''; } catch ({code}) { return code; } })()"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "stream", "poll"})
    void a_token_comes_from_a_callback_which_is_asked_again_when_it_is_refused(String way, URI base) {
        Client before = Transport.WEBSOCKET.enter(base, Entering.into(room).named("ann"));
        before.cut(Cut.RESET);
        BrowserPage ann = entered("""
                transports: ['%s'], poll: 200, token: async () => (window.asked = (window.asked ?? 0) + 1) === 1 ? 'forged' : '%s'
                """.formatted(way, before.token()));
        assertEquals("2", ann.value("asked").toString());
        assertEquals(before.id(), ann.text("room.me.id"));
    }

    @Test
    void what_waits_is_bounded_and_its_ids_are_those_of_this_page() {
        BrowserPage ann = entered("queue: 3");
        BrowserPage other = entered("");
        cable.lose();
        ann.await("client.state === 'resuming'");
        ann.value("""
                window.fates = [];
                [1, 2, 3, 4].forEach((data) => void room.publish('message', data).then(() => fates.push('kept'), ({code}) => fates.push(code)))
                """);
        ann.await("fates.join() === 'too_many'");
        other.value("void room.publish('message', 5)");
        String prefix = "room.pending[0].id.split('-')[0]";
        assertEquals(
                "2",
                String.valueOf(Stream.of(ann, other)
                        .map(page -> page.text(prefix))
                        .distinct()
                        .count()));
        cable.mend();
        ann.await("fates.join() === 'too_many,kept,kept,kept'");
    }

    @Test
    void offline_is_said_at_once_and_online_ends_it_at_once() {
        BrowserPage ann = entered("slowest: 600_000, ");
        ann.offline(true);
        ann.await("client.state === 'offline'");
        says("1");
        // By now the next attempt is far away.
        ann.offline(false);
        ann.await("client.state === 'live' && heard.join() === '1'");
        assertEquals("live,offline,live", ann.text("states.join()"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "stream", "poll"})
    void a_page_that_comes_back_from_the_browsers_cache_goes_on_where_it_was(String way, URI base) {
        try (Browser whole = Browser.startWhole()) {
            BrowserPage ann = entered(whole, "transports: ['%s'], poll: 200".formatted(way));
            String id = ann.text("room.me.id");
            ann.value("document.title = 'the same page'");
            says("1");
            ann.await("heard.join() === '1'");
            ann.go(cable.base().resolve("start/"));
            Awaitility.await().until(() -> !members(base).contains(id));
            says("2");
            ann.back();
            ann.await("document.title === 'the same page' && client.state === 'live' && heard.join() === '1,2'");
            assertEquals("live,resuming,live", ann.text("states.join()"));
            Awaitility.await().until(() -> members(base).contains("ann"));
        }
    }
}
