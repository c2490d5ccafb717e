package io.roomcast.demo;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Person;
import io.roomcast.contract.client.Transport;
import io.roomcast.socketio.client.Make;
import io.roomcast.socketio.client.OnEachClient;
import io.roomcast.socketio.client.RealClient;
import io.roomcast.socketio.client.Way;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The group chat of Socket.IO's namespace {@code /chat}, among its own clients and with everybody else. */
class ChatIT extends DemoContract {
    private static final String CHAT = "/chat";
    private static final String ASKED = "new client message";
    private static final String TOLD = "new server message";

    private RealClient comes(Make make, Way way, String name) {
        return enter(make, way, base, CHAT, "{\"roomcast\":{\"name\":\"" + own(name) + "\"}}");
    }

    @OnEachClient
    @DisplayName("group chat: a page emits new client message, the program sends new server message to all the others")
    void to_all_the_others(Make make, Way way) {
        RealClient ann = comes(make, way, "ann");
        RealClient bob = comes(Make.JAVASCRIPT_4_8, Way.WEBSOCKET, "bob");
        RealClient old = comes(Make.JAVASCRIPT_2_5, Way.POLLING, "old");
        ann.emit(CHAT, ASKED, "[\"from ann\"]");
        hears(bob, CHAT, TOLD, "[\"from ann\"]");
        hears(old, CHAT, TOLD, "[\"from ann\"]");
        old.emit(CHAT, ASKED, "[\"from old\",{\"color\":\"red\"}]");
        hears(bob, CHAT, TOLD, "[\"from old\",{\"color\":\"red\"}]");
        // The first that ann hears is not her own.
        hears(ann, CHAT, TOLD, "[\"from old\",{\"color\":\"red\"}]");
        bob.emit(CHAT, ASKED, "[\"from bob\"]");
        hears(ann, CHAT, TOLD, "[\"from bob\"]");
        hears(old, CHAT, TOLD, "[\"from bob\"]");
        assertFalse(bob.heard().toString().contains(ASKED), "what is asked of the program is not for the room");
    }

    @Test
    @DisplayName("group chat: the namespace /chat is the room chat: a WebSocket user and a TCP user are in it")
    void others_are_in_it() {
        RealClient ann = comes(Make.JAVASCRIPT_4_8, Way.UPGRADED, "ann");
        Client eve = enter(Transport.WEBSOCKET, "chat", own("eve"));
        try (Person joe = person("chat", own("joe"))) {
            ann.emit(CHAT, ASKED, "[\"from ann\"]");
            hearsFirst(eve, TOLD, "from ann");
            joe.hears("* [" + TOLD + "]: from ann");
            assertTrue(says(eve, ASKED, "from eve").is("ack"));
            hears(ann, CHAT, TOLD, "[\"from eve\"]");
            joe.hears("* [" + TOLD + "]: from eve");
            says(eve, "message", "plain");
            hears(ann, CHAT, "message", "[\"plain\"]");
            joe.hears(own("eve") + ": plain");
            joe.says("a line");
            hears(ann, CHAT, "message", "[\"a line\"]");
            hearsFirst(eve, "message", "plain");
            hearsFirst(eve, "message", "a line");
            assertFalse(eve.heard().toString().contains(ASKED), eve.heard()::toString);
            assertFalse(joe.heard().toString().contains("a line"), joe.heard()::toString);
        }
    }

    @OnEachClient
    @DisplayName("group chat: a name is asked for at start, and the others are told it")
    void a_name_is_asked_for(Make make, Way way) {
        Client eve = enter(Transport.WEBSOCKET, "chat", own("eve"));
        comes(make, way, "ann");
        hears(eve, "enter", own("ann"));
    }
}
