package io.roomcast.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Cut;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Transport;
import io.roomcast.contract.client.WebSocketClient;
import io.roomcast.kit.Line;
import io.roomcast.kit.socket.RawSocket;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The contract in short, for a server with its standard settings: enter, publish, ack, resume, gap, close. */
public abstract class ShortContract extends Contract {
    /** Of three bytes each, so that an event has more than 64 KB. */
    private static final int LARGE = 21_800;

    @OnEachTransport
    void enter_publish_and_be_acknowledged(Transport transport) {
        Client ann = enter(transport, Entering.into(room).named("änn"));
        assertEquals("änn", ann.welcome().body().getJsonObject("me").getString("name"));
        String first = acked(ann.publish("c-1", "hé 大"));
        hearsNext(ann, "hé 大");
        assertEquals(first, ann.position());
        assertEquals(first, acked(ann.publish("c-1", "hé 大")));
        assertEquals("conflict", ann.publish("c-1", "other").code());
        ann.say("plain");
        hearsNext(ann, "plain");
        ann.send("{\"publish\"");
        if (transport.isSocketIo()) {
            Awaitility.await().until(ann::isOver);
        } else {
            assertEquals("bad_json", ann.next("error").code());
        }
    }

    /** WildFly forgets a message that comes before somebody declared to take it. */
    @Test
    void who_speaks_before_anything_was_said_is_heard() {
        for (int time = 0; time < 40; time++) {
            WebSocketClient ann = here(WebSocketClient.open(base, room));
            ann.send("{\"join\":" + Commands.quoted(room) + "}");
            ann.next("welcome");
            here(Transport.SOCKET_IO.enter(base, Entering.into(room)));
        }
    }

    @OnEachTransport
    void resume_after_a_cut_on_the_same_transport_and_on_another(Transport transport) {
        Client publisher = enter(Transport.WEBSOCKET);
        Client reader = enter(transport);
        publish(publisher, "1");
        hearsNext(reader, "1");
        reader.cut(Cut.RESET);
        publish(publisher, "2");
        Client back = comeBack(transport, reader);
        hearsNext(back, "2");
        back.cut(Cut.SILENCE);
        publish(publisher, "3");
        Transport another = transport == Transport.SSE ? Transport.LONG_POLL : Transport.SSE;
        hearsNext(comeBack(another, back), "3");
    }

    /** Jetty cuts frames of more than 64 KB into pieces. */
    @OnEachTransport
    void what_stands_behind_a_large_event_is_heard(Transport transport) {
        Client publisher = enter(Transport.WEBSOCKET);
        String before = publisher.position();
        String large = "大".repeat(LARGE);
        for (String said : List.of(large, "1", large, "2")) {
            publish(publisher, said);
        }
        Client reader = enter(transport, Entering.into(room).after(before));
        for (String said : List.of(large, "1", large, "2")) {
            hearsNext(reader, said);
        }
    }

    @OnEachTransport
    void a_lost_position_is_a_gap_and_reading_goes_on(Transport transport) {
        Client publisher = enter(Transport.WEBSOCKET);
        publish(publisher, "1");
        Client reader = enter(transport, Entering.into(room).after("nosuch:7"));
        Line gap = reader.next(line -> line.is("gap") || line.isEvent());
        assertEquals("epoch", gap.body().getString("reason"));
        publish(publisher, "2");
        reader.next(line -> line.isEvent() && line.said().equals("2"));
    }

    @OnEachTransport
    void close(Transport transport) {
        Client ann = enter(Transport.WEBSOCKET);
        Client bob = enter(transport);
        bob.leave();
        if (transport.saysBye()) {
            assertEquals("closed", bob.next("bye").code());
        }
        Awaitility.await().until(() -> !get("members").body().contains(bob.id()));
        ann.send("{\"bye\":true}");
        ann.next("bye");
        Awaitility.await().until(ann::isOver);
        assertTrue(get("members").body().contains("[]"));
    }

    /** Grizzly listens on after a body that came late, and loses what comes before the answered request has ended. */
    @Test
    void who_asks_again_the_moment_a_late_body_is_answered_is_heard() {
        asksAgainAfter(201, "events", "hello");
        asksAgainAfter(204, "leave", enter(Transport.WEBSOCKET).token());
        String name = "n".repeat(60);
        IntStream.range(0, 100)
                .forEach(one -> enter(Transport.WEBSOCKET, Entering.into(room).named(name)));
        asksAgainAfter(201, "members", "{}");
    }

    private void asksAgainAfter(int status, String resource, String body) {
        try (RawSocket connection = new RawSocket(base)) {
            for (int time = 0; time < 20; time++) {
                connection.write(head("POST", resource, body.length()));
                get("members");
                connection.write(body);
                assertEquals(status, connection.answer().status(), resource);
                connection.write(head("GET", "members", 0));
                assertEquals(200, connection.answer().status(), "after " + resource);
            }
        }
    }

    private String head(String method, String resource, int length) {
        return method + " " + base.getPath() + "rooms/" + room + "/" + resource + " HTTP/1.1\r\nHost: "
                + base.getAuthority() + "\r\nContent-Length: " + length + "\r\n\r\n";
    }
}
