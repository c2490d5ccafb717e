package io.roomcast.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Http;
import io.roomcast.contract.client.RawEvents;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import io.roomcast.kit.socket.RawSocket;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Topics of long polling. Each waiting request is on a connection of its own. */
class TopicsIT extends DemoContract {
    private final String topic = own("rain");
    private final String there = "topic." + topic;

    private String position() {
        return Line.of(Http.get(base, "rooms/" + there + "/events").body()).position();
    }

    private HttpResponse<String> order(String type, String data) {
        String event = "{\"publish\":{\"type\":\"" + type + "\",\"data\":" + data + "}}";
        return Http.post(base, "rooms/topics/events", event);
    }

    private void emit(String text) {
        HttpResponse<String> answer =
                order("emit", "{\"topic\":\"" + topic + "\",\"data\":" + Commands.quoted(text) + "}");
        assertEquals(201, answer.statusCode(), answer.body());
        assertEquals(topic, Line.of(answer.body()).said(), "the program took it and says so");
    }

    private void remove() {
        assertEquals(201, order("remove", Commands.quoted(topic)).statusCode());
    }

    /** A request that waits, and is known to wait: a watcher saw that its sender is here. */
    private RawSocket waiting(Client watcher, String from) {
        JsonObject me =
                Line.of(Http.post(base, "rooms/lobby/members", "{}").body()).body();
        String id = me.getJsonObject("me").getString("id");
        RawSocket request = new RawSocket(base);
        request.write("GET /rooms/" + there + "/events?wait=25&after=" + from + " HTTP/1.1\r\nHost: 127.0.0.1:"
                + base.getPort() + "\r\nRoomcast-Token: " + me.getString("token") + "\r\n\r\n");
        watcher.next(line -> line.is("presence")
                && line.body().containsKey("joined")
                && line.body().get("joined").toString().contains(id));
        return request;
    }

    private List<RawSocket> waiting(Client watcher, int count) {
        String from = position();
        return Stream.generate(() -> waiting(watcher, from)).limit(count).toList();
    }

    private static List<String> said(RawSocket.Answer answer) {
        assertEquals(200, answer.status(), answer::body);
        return RawEvents.in(answer.body()).stream()
                .map(line -> Line.of(line).said())
                .toList();
    }

    @Test
    @DisplayName("long polling: one emit answers every waiting request of a topic")
    void one_emit_answers_all() {
        Client watcher = enter(Transport.WEBSOCKET, there, "watcher");
        List<RawSocket> all = waiting(watcher, 5);
        emit("soon");
        all.forEach(one -> assertEquals(List.of("soon"), said(one.answer())));
        all.forEach(RawSocket::close);
    }

    @Test
    @DisplayName("long polling: an emit answers the requests of its topic, and those of another one go on waiting")
    void another_topic_waits() {
        Client watcher = enter(Transport.WEBSOCKET, there, "watcher");
        try (RawSocket request = waiting(watcher, position())) {
            order("emit", "{\"topic\":\"" + topic + ".elsewhere\",\"data\":\"not here\"}");
            emit("here");
            assertEquals(List.of("here"), said(request.answer()));
        }
    }

    @Test
    @DisplayName(
            "long polling: ended requests are dropped: who hung up is gone after the next emit, which reaches the others")
    void ended_requests_are_dropped() {
        Client watcher = enter(Transport.WEBSOCKET, there, "watcher");
        List<RawSocket> all = waiting(watcher, 4);
        all.get(1).close();
        all.get(2).resets();
        for (String text : List.of("first", "second")) {
            emit(text);
            assertEquals(text, watcher.nextEvent().said());
        }
        for (RawSocket one : List.of(all.get(0), all.get(3))) {
            assertEquals("first", said(one.answer()).get(0));
            one.close();
        }
        watcher.next(line -> line.is("presence") && line.body().getInt("count") == 1);
        String members = Http.get(base, "rooms/" + there + "/members").body();
        assertTrue(members.contains("watcher") && !members.contains("user-"), members);
    }

    @Test
    @DisplayName("long polling: topics can be removed")
    void topics_can_be_removed() {
        Client watcher = enter(Transport.WEBSOCKET, there, "watcher");
        emit("before");
        watcher.nextEvent();
        String old = position();
        List<RawSocket> all = waiting(watcher, 3);
        remove();
        for (RawSocket one : all) {
            RawSocket.Answer answer = one.answer();
            assertEquals(410, answer.status(), answer::body);
            assertEquals("gone", Line.of(answer.body()).code());
            one.close();
        }
        assertEquals("closed", watcher.next("bye").code());
        assertTrue(!position().startsWith(old.substring(0, old.indexOf(':'))), "it begins anew");
        emit("after");
        String history =
                Http.get(base, "rooms/" + there + "/events?after=0:0&wait=25").body();
        assertEquals(
                List.of("after"),
                RawEvents.in(history).stream().map(line -> Line.of(line).said()).toList());
        assertFalse(history.contains("before"), history);
    }
}
