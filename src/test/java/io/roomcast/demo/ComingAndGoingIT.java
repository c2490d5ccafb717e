package io.roomcast.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Cut;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Person;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import io.roomcast.server.ServerProcess;
import io.roomcast.socketio.client.Make;
import io.roomcast.socketio.client.RealClient;
import io.roomcast.socketio.client.Way;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The chat room: who enters, who leaves and what is said in the room {@code chat}, whatever befalls a client. */
class ComingAndGoingIT extends DemoContract {
    private static final String CHAT = "chat";

    private static void hasTheTime(Line event) {
        Duration ago = Duration.between(Instant.parse(event.json().getString("at")), Instant.now());
        assertTrue(ago.abs().toMinutes() < 1, event::text);
    }

    @Test
    @DisplayName("chat room: enter, with the time, everyone told")
    void enter_is_told() {
        Client eve = enter(Transport.WEBSOCKET, CHAT, own("eve"));
        RealClient bob = enter(Make.JAVASCRIPT_4_8, Way.UPGRADED, base, "/chat", "{}");
        Client ann = enter(Transport.LONG_POLL, CHAT, own("ann"));
        hasTheTime(hears(eve, "enter", own("ann")));
        hasTheTime(hears(ann, "enter", own("ann")));
        bob.next(one -> one.is("event", "/chat") && one.toString().contains("\"enter\",\"args\":[\"" + own("ann")));
        try (Person joe = person(CHAT)) {
            enter(Transport.SSE, CHAT, own("zoe"));
            joe.hears("* [enter]: " + own("zoe"));
        }
    }

    @Test
    @DisplayName("chat room: message, with the time, everyone told")
    void message_is_told() {
        Client eve = enter(Transport.WEBSOCKET, CHAT, own("eve"));
        Client ann = enter(Transport.WEBSOCKET, CHAT, own("ann"));
        try (Person joe = person(CHAT)) {
            ann.say(own("hello"));
            for (Client each : new Client[] {eve, ann}) {
                Line event = hears(each, "message", own("hello"));
                hasTheTime(event);
                assertEquals(own("ann"), event.json().getJsonObject("from").getString("name"));
            }
            joe.hears(own("ann") + ": " + own("hello"));
        }
    }

    @Test
    @DisplayName("chat room: leave, with the time: it arrives at the others")
    void leave_is_told() {
        Client eve = enter(Transport.WEBSOCKET, CHAT, own("eve"));
        for (Transport transport : Transport.values()) {
            String name = own(transport.toString());
            enter(transport, CHAT, name).leave();
            hasTheTime(hears(eve, "leave", name));
        }
        RealClient bob = enter(Make.JAVASCRIPT_2_5, Way.UPGRADED, base, "/chat", name(own("bob")));
        bob.disconnect("/chat");
        hears(eve, "leave", own("bob"));
        try (Person joe = person(CHAT, own("joe"))) {
            joe.says("/quit").hearsTheEnd();
            hears(eve, "leave", own("joe"));
        }
    }

    private static String name(String name) {
        return "{\"roomcast\":{\"name\":\"" + name + "\"}}";
    }

    @Test
    @DisplayName("chat room: user N is the default name")
    void user_N() {
        Client eve = enter(Transport.WEBSOCKET, CHAT, own("eve"));
        Client first = enter(Transport.WEBSOCKET, Entering.into(CHAT));
        Client second = enter(Transport.LONG_POLL, Entering.into(CHAT));
        for (Client user : new Client[] {first, second}) {
            String name = user.welcome().body().getJsonObject("me").getString("name");
            assertTrue(name.matches("user-[1-9][0-9]*"), name);
            hears(eve, "enter", name);
            user.say(own("hi from " + name));
            Line event = hears(eve, "message", own("hi from " + name));
            assertEquals(name, event.json().getJsonObject("from").getString("name"));
        }
        assertNotEquals(
                first.welcome().body().get("me"), second.welcome().body().get("me"));
        try (Person joe = person(CHAT)) {
            assertTrue(joe.heard().toString().contains("You are user-"), joe.heard()::toString);
        }
    }

    @Test
    @DisplayName("chat room: a dead client does not take the server down: its connection is reset")
    void reset() {
        Client eve = enter(Transport.WEBSOCKET, CHAT, own("eve"));
        for (Transport transport : Transport.values()) {
            String name = own(transport.toString());
            Client dead = enter(transport, CHAT, name);
            eve.say("a word that is on its way to " + name);
            dead.cut(Cut.RESET);
            hears(eve, "leave", name);
        }
        person(CHAT, own("joe")).resets();
        hears(eve, "leave", own("joe"));
        goesOn(eve);
    }

    @Test
    @DisplayName("chat room: a dead client does not take the server down: its process is killed")
    void killed(ServerProcess server) throws IOException, InterruptedException {
        Client eve = enter(Transport.WEBSOCKET, CHAT, own("eve"));
        Process visitor = visitor(own("ann"));
        try {
            hears(eve, "enter", own("ann"));
            eve.say("a word that is on its way");
        } finally {
            visitor.destroyForcibly();
        }
        hears(eve, "leave", own("ann"));
        visitor.waitFor();
        goesOn(eve);
        assertTrue(server.process().isAlive());
    }

    private Process visitor(String name) throws IOException {
        Process visitor = new ProcessBuilder(
                        "node",
                        "src/test/js/visitor.mjs",
                        System.getProperty("test.npm"),
                        "http://127.0.0.1:" + base.getPort() + "/chat",
                        name)
                .redirectError(Redirect.INHERIT)
                .start();
        BufferedReader said = visitor.inputReader(StandardCharsets.UTF_8);
        assertEquals("here", said.readLine());
        return visitor;
    }

    private void goesOn(Client eve) {
        Client ann = enter(Transport.WEBSOCKET, CHAT, own("another"));
        hears(eve, "enter", own("another"));
        eve.say(own("still here"));
        hears(ann, "message", own("still here"));
    }
}
