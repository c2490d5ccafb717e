package io.roomcast.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Person;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import io.roomcast.server.ServerProcess;
import io.roomcast.socketio.client.Make;
import io.roomcast.socketio.client.OnEachClient;
import io.roomcast.socketio.client.RealClient;
import io.roomcast.socketio.client.Way;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The echo: what is said in the room {@code echo} is answered with three marks behind it, to its sender alone. */
class EchoIT extends DemoContract {
    private static final String ECHO = "echo";

    @Test
    @DisplayName("TCP echo: listen, connect, data: each line is answered")
    void each_line_is_answered() {
        try (Person ann = person(ECHO);
                Person bob = person(ECHO)) {
            for (String line : List.of("one", "two", "大厅")) {
                assertEquals("*: " + line + "!!!", ann.says(line).hears("!!!"));
            }
            assertEquals("*: mine!!!", bob.says("mine").hears("!!!"), "the first answer that he hears is his own");
        }
    }

    @Test
    @DisplayName("TCP echo: many lines at once are answered each, in their order")
    void many_lines_at_once() {
        try (Person ann = person(ECHO)) {
            numbers(1, 50).forEach(ann::says);
            numbers(1, 50).forEach(number -> assertEquals("*: " + number + "!!!", ann.hears("!!!")));
        }
    }

    @Test
    @DisplayName("TCP echo: end, close: who ends its side is told so and closed, and the others go on")
    void end_and_close() {
        try (Person ann = person(ECHO);
                Person bob = person(ECHO)) {
            // As `nc` does with what is piped into it: the end is there before the answer.
            List<String> heard = ann.says("last").endsItsSide().hearsTheEnd();
            assertTrue(heard.contains("*: last!!!"), heard::toString);
            assertTrue(heard.get(heard.size() - 1).startsWith("* bye: "), heard::toString);
            assertEquals("*: still!!!", bob.says("still").hears("!!!"));
        }
    }

    @Test
    @DisplayName("TCP echo: error: a client that resets its connection does not take the server down")
    void error(ServerProcess server) {
        Client watcher = enter(Transport.WEBSOCKET, ECHO, own("watcher"));
        String name = own("ann");
        try (Person ann = person(ECHO, name);
                Person bob = person(ECHO)) {
            watcher.next(line -> line.is("presence") && line.text().contains(name));
            ann.says("nobody reads the answer").resets();
            watcher.next(line -> isLeft(line, name));
            assertEquals("*: still!!!", bob.says("still").hears("!!!"));
        }
        assertTrue(server.process().isAlive());
    }

    private static boolean isLeft(Line line, String name) {
        return line.is("presence")
                && line.body().containsKey("left")
                && line.body().get("left").toString().contains(name);
    }

    @Test
    @DisplayName("echo: text!!!, to a plain WebSocket")
    void echo_to_a_WebSocket() {
        Client ann = enter(Transport.WEBSOCKET, ECHO, own("ann"));
        Client bob = enter(Transport.WEBSOCKET, ECHO, own("bob"));
        ann.say("hello");
        hearsNext(ann, "hello!!!");
        assertEquals("again!!!", says(ann, "message", "again").said(), "the answer is in the acknowledgement, too");
        hearsNext(ann, "again!!!");
        bob.say("mine");
        hearsNext(bob, "mine!!!");
    }

    @OnEachClient
    @DisplayName("echo: text!!!, to each client of Socket.IO")
    void echo_to_Socket_IO(Make make, Way way) {
        RealClient ann = enter(make, way, base, "/echo", "{}");
        assertEquals("hello!!!", ann.ask("/echo", "message", "[\"hello\"]").getString(0));
        hears(ann, "/echo", "message", "[\"hello!!!\"]");
    }
}
