package io.roomcast.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import jakarta.json.Json;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Publishing: what is said comes back as an ack to one, and as the same event to all. */
abstract class PublishContract extends Contract {
    private static final int UNDER_WAY = 32;
    private static final int WITHOUT_PAUSE = 500;

    @OnEachTransport
    void who_publishes_without_pause_hears_meanwhile_what_is_said(Transport transport) {
        Client ann = enter(transport);
        IntStream.range(0, UNDER_WAY).forEach(n -> ann.send(Commands.publish("c-" + n, "hi")));
        int events = 0;
        for (int acks = 0; acks < WITHOUT_PAUSE; ) {
            if (ann.next(line -> line.isEvent() || line.is("ack")).isEvent()) {
                events++;
            } else {
                ann.send(Commands.publish("c-" + (UNDER_WAY + acks++), "hi"));
            }
        }
        assertTrue(events >= WITHOUT_PAUSE / 2, events + " events");
    }

    @OnEachTransport
    void a_publish_is_acknowledged_and_comes_back_as_an_event(Transport transport) {
        Client ann = enter(transport, Entering.into(room).named("ann"));
        ann.send("{\"publish\":{\"type\":\"greeting\",\"data\":{\"text\":\"hi\"}},\"id\":\"c-17\"}");
        Line event = ann.nextEvent();
        assertEquals(room, event.json().getString("room"));
        assertEquals("greeting", event.json().getString("type"));
        assertEquals("hi", event.json().getJsonObject("data").getString("text"));
        assertEquals(ann.welcome().body().get("me"), event.json().get("from"));
        assertTrue(event.json().getString("at").matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
        Line ack = ann.answerTo("c-17");
        assertEquals(room, ack.json().getString("room"));
        assertTrue(ack.position().endsWith(":" + event.offset()), ack.text());
    }

    @OnEachTransport
    void a_publish_without_an_id_is_acknowledged_with_null(Transport transport) {
        Client ann = enter(transport);
        ann.send("{\"publish\":{\"data\":1}}");
        assertTrue(ann.next("ack").json().isNull("ack"));
    }

    @Test
    void everyone_gets_the_same_line_at_the_same_offset() {
        List<Client> all = Stream.of(Transport.values()).map(this::enter).toList();
        for (Client speaker : all) {
            speaker.send("{ \"publish\" : { \"data\" : { \"b\" : \"大\\u00e9\\/\" , \"a\" : [ 1.50, -0, 1e400 ] } } }");
            String line = speaker.nextEvent().text();
            all.stream()
                    .filter(one -> one != speaker)
                    .forEach(one -> assertEquals(line, one.nextEvent().text()));
        }
    }

    @OnEachTransport
    void data_is_kept_exactly(Transport transport) {
        Client ann = enter(transport);
        for (String data : List.of(
                "{\"z\":1,\"a\":{\"y\":[],\"b\":{}}}",
                "[12345678901234567890.12345678901234567890,1E+2,1.0,-0]",
                "\"\\\"\\\\大😀\"",
                "null",
                "true",
                "0")) {
            ann.send("{\"publish\":{\"data\":" + data.replace(",", " ,\n ") + "}}");
            String text = ann.nextEvent().text();
            assertTrue(text.contains("\"data\":" + data), () -> data + " became " + text);
            assertFalse(text.contains("\n"));
        }
    }

    @OnEachTransport
    void plain_text_is_a_message(Transport transport) {
        Client ann = enter(transport);
        ann.say("hello, wörld\n");
        Line event = ann.nextEvent();
        assertEquals("message", event.json().getString("type"));
        assertEquals("hello, wörld", event.said());
    }

    @OnEachTransport
    void one_line_end_is_dropped_and_empty_text_is_ignored(Transport transport) {
        Client ann = enter(transport);
        ann.say("\n");
        ann.say("");
        ann.say("two\n\n");
        ann.say(" {\"no\":\"command\"}\r\n");
        hearsNext(ann, "two\n", " {\"no\":\"command\"}");
    }

    @OnEachTransport
    void a_list_is_published_in_order(Transport transport) {
        Client ann = enter(transport);
        Client bob = enter(Transport.WEBSOCKET);
        ann.send("{\"publish\":[{\"data\":\"1\"},{\"data\":\"2\"},{\"data\":\"3\"}],\"id\":\"l-1\"}");
        String position = acked(ann.answerTo("l-1"));
        hearsNext(bob, "1", "2", "3");
        assertEquals(bob.position(), position);
    }

    @OnEachTransport
    void a_list_with_one_bad_entry_is_not_published_at_all(Transport transport) {
        Client ann = enter(transport);
        ann.send("{\"publish\":[{\"data\":\"1\"},{\"type\":\"roomcast:x\",\"data\":\"2\"}],\"id\":\"l-1\"}");
        assertEquals("bad_command", ann.answerTo("l-1").code());
        ann.say("next");
        hearsNext(ann, "next");
    }

    @OnEachTransport
    void the_same_id_again_is_acknowledged_with_the_first_position(Transport transport) {
        Client ann = enter(transport);
        String first = acked(ann.publish("c-1", "once"));
        publish(ann, "between");
        assertEquals(first, acked(ann.publish("c-1", "once")));
        publish(ann, "last");
        assertEquals(List.of("once", "between", "last"), said(history("last=10")));
    }

    @OnEachTransport
    void a_repeat_by_another_transport_is_found_too(Transport transport) {
        Client ann = enter(transport);
        String first = acked(ann.publish("c-1", "once"));
        // A client that still polls would take the seat back from the one that came after.
        ann.close();
        for (Transport other : Transport.values()) {
            try (Client again = enter(other, Entering.into(room).token(ann.token()))) {
                assertEquals(first, acked(again.publish("c-1", "once")), other.toString());
            }
        }
        assertEquals(List.of("once"), said(history("last=10")));
    }

    @OnEachTransport
    void the_same_id_with_other_content_is_a_conflict(Transport transport) {
        Client ann = enter(transport);
        acked(ann.publish("c-1", "once"));
        assertEquals("conflict", ann.publish("c-1", "twice").code());
        ann.send("{\"publish\":{\"data\":\"once\",\"echo\":false},\"id\":\"c-1\"}");
        assertEquals("conflict", ann.answerTo("c-1").code());
        assertEquals(List.of("once"), said(history("last=10")));
    }

    @OnEachTransport
    void the_same_id_of_somebody_else_is_another_one(Transport transport) {
        Client ann = enter(transport);
        Client bob = enter(transport);
        acked(ann.publish("c-1", "ann's"));
        acked(bob.publish("c-1", "bob's"));
        assertEquals(List.of("ann's", "bob's"), said(history("last=10")));
    }

    @Test
    void a_guest_may_publish_but_not_give_an_id() {
        var answer = post("events?name=eve", "hi");
        assertEquals(201, answer.statusCode(), answer.body());
        assertTrue(Line.of(answer.body()).is("ack"), answer.body());
        assertEquals(
                Json.createObjectBuilder().add("name", "eve").add("guest", true).build(),
                history("last=1").get(0).json().get("from"));
        var refused = post("events", "hi", "Idempotency-Key", "c-1");
        assertTrue(Line.of(refused.body()).is("error"), refused.body());
        assertEquals(refused.statusCode(), Line.of(refused.body()).code().equals("unauthorized") ? 401 : 400);
    }

    @Test
    void an_idempotency_key_is_the_id_of_a_publish() {
        Client ann = enter(Transport.NDJSON);
        String[] headers = {"Roomcast-Token", ann.token(), "Idempotency-Key", "c-1"};
        Line first = Line.of(post("events", "hi", headers).body());
        assertEquals("c-1", first.json().getString("ack"));
        assertEquals(
                first.position(), Line.of(post("events", "hi", headers).body()).position());
        assertEquals(first.position(), acked(ann.publish("c-1", "hi")));
        assertEquals(409, post("events", "ho", headers).statusCode());
    }

    @Test
    void a_command_names_another_room_over_websocket() {
        Client ann = enter(Transport.WEBSOCKET);
        Client there = enter(Transport.NDJSON, Entering.into(room + "-b"));
        ann.send("{\"publish\":{\"data\":\"hi\"},\"id\":\"c-1\",\"room\":" + Commands.quoted(room + "-b") + "}");
        assertEquals(room + "-b", ann.answerTo("c-1").json().getString("room"));
        hearsNext(there, "hi");
    }
}
