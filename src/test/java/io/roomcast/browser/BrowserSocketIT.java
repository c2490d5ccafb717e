package io.roomcast.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Cut;
import io.roomcast.kit.Line;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The browser's own WebSocket, and what the client makes of it: opening, closing, errors and signs of life. */
@OwnServer("--heartbeat=1s --grace=1s --presence=20ms --rate=0 --joins=1000000 --new-rooms=1000000")
class BrowserSocketIT extends VisitedRoom {
    private BrowserPage page;

    @BeforeEach
    void aPageThatNotesWhatHappens() {
        page = browser.open(cable.base());
        page.value("""
                window.dial = (query = '') => {
                    const socket = new WebSocket(new URL('ws/%s' + query, location).href.replace('http', 'ws'));
                    const notes = Object.assign([], {socket, lines: []});
                    socket.onopen = () => notes.push('open ' + socket.readyState);
                    socket.onmessage = ({data}) => notes.lines.push(JSON.parse(data));
                    socket.onerror = () => notes.push('error ' + socket.readyState);
                    socket.onclose = ({code, reason, wasClean}) => notes.push(['close', socket.readyState, code, reason, wasClean].join(' '));
                    notes.push('new ' + socket.readyState);
                    return notes;
                }
                """.formatted(room));
    }

    private String notes() {
        return page.text("notes.join(', ')");
    }

    /** A page with the client in the room by one way, and live. */
    private void live(String way) {
        page.value("""
                void import(new URL('roomcast.js', location)).then(({connect}) => {
                    window.client = connect('./', {name: 'ann', transports: ['%s'], slowest: 200});
                    window.room = client.join('%s');
                    window.heard = [];
                    window.alive = 0;
                    window.states = [];
                    room.on('message', ({data}) => heard.push(data));
                    client.on('alive', () => alive++);
                    client.on('state', (state) => states.push(state));
                })
                """.formatted(way, room));
        page.await("window.client?.state === 'live'");
    }

    @Test
    @DisplayName("WebSocket: handshake, open, message, close: readyState goes from 0 to 3")
    void life() {
        page.value("window.notes = dial('?name=ann')");
        page.await("notes.lines.some(({welcome}) => welcome?.me.name === 'ann')");
        page.value("notes.socket.send('hello')");
        assertEquals("hello", eve.nextEvent().said());
        page.await("notes.lines.some(({data}) => data === 'hello')");
        page.value("notes.socket.close(); notes.push('closing ' + notes.socket.readyState)");
        page.await("notes.length === 4");
        assertEquals("new 0, open 1, closing 2, close 3 1000  true", notes());
    }

    @ParameterizedTest
    @CsvSource({"1000, so long", "3000, 再见", "4999, ''"})
    @DisplayName("WebSocket: close(code, reason): the browser's own comes back to it")
    void closedByThePage(int code, String reason) {
        page.value("window.notes = dial()");
        page.await("notes.lines.length > 0");
        page.value("notes.socket.close(%d, '%s')".formatted(code, reason));
        page.await("notes.length === 3");
        assertEquals("new 0, open 1, close 3 %d %s true".formatted(code, reason), notes());
    }

    @Test
    @DisplayName("WebSocket: close(code, reason): the server says why it closes, in a line and in the close")
    void closedByTheServer() {
        page.value("window.notes = dial('?after=nonsense')");
        page.await("notes.length === 3");
        assertEquals("bad_position", page.text("notes.lines.find(({error}) => error).error.code"));
        assertEquals("new 0, open 1, close 3 4400 a position looks like epoch:offset, for example 0:0 true", notes());
        page.value("window.notes = dial()");
        page.await("notes.lines.length > 0");
        page.value("window.other = dial('?token=' + encodeURIComponent(notes.lines[0].welcome.token))");
        page.await("notes.length === 3");
        assertEquals("replaced", page.text("notes.lines.find(({bye}) => bye).bye.code"));
        assertEquals(
                "new 0, open 1, close 3 4411 the same session reads this room on a newer connection true", notes());
    }

    @Test
    @DisplayName("WebSocket: error: where nobody answers there is an error, and then a close without a word")
    void error() {
        cable.lose();
        page.value("window.notes = dial()");
        page.await("notes.length === 3");
        assertEquals("new 0, error 3, close 3 1006  false", notes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "stream", "wait", "poll"})
    @DisplayName("WebSocket: send before open is an error in the browser; with the client it waits, and is sent once")
    void sentBeforeOpen(String way) {
        assertEquals(
                "InvalidStateError",
                page.text("(() => { try { dial().socket.send('x'); return ''; } catch ({name}) { return name; } })()"));
        page.value("""
                void import(new URL('roomcast.js', location)).then(({connect}) => {
                    window.client = connect('./', {transports: ['%s']});
                    window.room = client.join('%s');
                    window.before = client.state;
                    room.publish('message', 'early').then((position) => window.at = position);
                })
                """.formatted(way, room));
        page.await("window.at > ''");
        assertEquals("connecting", page.text("before"));
        assertEquals("early", eve.nextEvent().said());
        page.value("void room.publish('message', 'late')");
        assertEquals("late", eve.nextEvent().said());
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "stream"})
    @DisplayName("the server's signs of life come to the page, and nobody cuts a connection on which nobody speaks")
    void signsOfLife(String way) {
        live(way);
        page.await("alive >= 6");
        assertEquals("[]", page.value("heard").toString());
        page.await("client.state === 'live' && states.join() === 'live'");
    }

    @Test
    @DisplayName("signs of life: the browser answers the server's pings, and a page may ask by itself")
    void bothWays() {
        page.value("window.notes = dial()");
        page.await("notes.lines.filter((line) => 'position' in line).length >= 4");
        page.value("notes.socket.send('{\"ping\":7}')");
        page.await("notes.lines.some(({pong}) => pong === 7)");
        assertEquals("new 0, open 1", notes());
    }

    @Test
    @DisplayName(
            "signs of life: a dead one is found at both ends: the page comes back by itself, and who never does has left")
    void deadOnes() {
        live("websocket");
        String id = page.text("room.me.id");
        cable.fallSilent();
        page.await("states.join() === 'live,resuming,live'");
        page.value("void room.publish('message', 'back')");
        assertEquals("back", eve.nextEvent().said());
        assertEquals(id, page.text("room.me.id"));
        cable.cut(Cut.SILENCE);
        eve.next(line -> left(line, id));
    }

    private static boolean left(Line line, String id) {
        return line.is("presence")
                && line.body().containsKey("left")
                && line.body().get("left").toString().contains(id);
    }
}
