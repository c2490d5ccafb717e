package io.roomcast.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import io.roomcast.socketio.client.Happening;
import io.roomcast.socketio.client.Make;
import io.roomcast.socketio.client.OnEachClient;
import io.roomcast.socketio.client.RealClient;
import io.roomcast.socketio.client.Way;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A program on the server that reacts to events of the namespace {@code /news} and emits, as every book begins. */
class NewsIT extends DemoContract {
    private static final String NEWS = "/news";

    private RealClient comes(Make make, Way way) {
        return enter(make, way, base, NEWS, "{}");
    }

    @OnEachClient
    @DisplayName(
            "Socket.IO: a server-side program emits on connection, and answers my other event by its acknowledgement")
    void the_first_page_of_every_book(Make make, Way way) {
        RealClient ann = comes(make, way);
        hears(ann, NEWS, "news", "[{\"hello\":\"world\"}]");
        assertEquals(
                "[{\"my\":\"data\"}]",
                ann.ask(NEWS, "my other event", "[{\"my\":\"data\"}]").toString());
    }

    @OnEachClient
    @DisplayName("Socket.IO: acknowledgement callbacks of the client: a program asks, and goes on when it is answered")
    void a_program_asks(Make make, Way way) {
        RealClient ann = comes(make, way);
        ann.emit(NEWS, "question", "[\"how are you?\"]");
        Happening question =
                ann.next(one -> one.is("event", NEWS) && one.text("type").equals("question"));
        assertEquals("how are you?", question.arguments().getString(0));
        ann.answer(question, "[{\"i\":\"am fine\"}]");
        hears(ann, NEWS, "answered", "[{\"i\":\"am fine\"}]");
    }

    @Test
    @DisplayName("Socket.IO: the same program with a plain WebSocket")
    void with_a_plain_WebSocket() {
        Client ann = enter(Transport.WEBSOCKET, "news", own("ann"));
        Line news = ann.nextEvent();
        assertEquals("{\"hello\":\"world\"}", news.data().toString());
        Line ack = saysJson(ann, "my other event", "{\"my\":\"data\"}");
        assertEquals("{\"my\":\"data\"}", ack.data().toString());
        assertTrue(ack.position().isEmpty(), "it is not in the room's log: " + ack);
        says(ann, "question", "how are you?");
        Line question = ann.next("ask");
        assertEquals("how are you?", question.body().getString("data"));
        ann.send("{\"answer\":\"fine\",\"id\":\"" + question.body().getString("id") + "\"}");
        hearsFirst(ann, "answered", "fine");
    }

    @Test
    @DisplayName("Socket.IO: socket.emit (one), socket.broadcast.emit (all but me), io.emit (all)")
    void one_all_but_one_and_all() {
        RealClient ann = comes(Make.JAVASCRIPT_4_8, Way.WEBSOCKET);
        RealClient bob = comes(Make.JAVASCRIPT_2_5, Way.UPGRADED);
        hears(bob, NEWS, "news", "[{\"hello\":\"world\"}]");
        ann.emit(NEWS, "question", "[\"one?\"]");
        ann.answer(ann.next(one -> one.text("type").equals("question")), "[\"to one\"]");
        hears(ann, NEWS, "answered", "[\"to one\"]");
        for (RealClient each : new RealClient[] {ann, bob}) {
            each.connect("/chat", "{}");
            each.next("connect", "/chat");
        }
        ann.emit("/chat", "new client message", "[\"all but me\"]");
        hears(bob, "/chat", "new server message", "[\"all but me\"]");
        Client eve = enter(Transport.WEBSOCKET, "chat", own("eve"));
        for (RealClient each : new RealClient[] {ann, bob}) {
            each.next(one -> one.is("event", "/chat") && one.toString().contains("\"" + own("eve") + "\""));
        }
        hears(eve, "enter", own("eve"));
        assertFalse(bob.heard().toString().contains("to one"), bob.heard()::toString);
        assertFalse(ann.heard().toString().contains("new server message"), ann.heard()::toString);
    }
}
