package io.roomcast.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Cut;
import io.roomcast.contract.client.RawEvents;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Everyday use of plain HTTP: polling, long polling, one conversation for all, and streaming. */
@OwnServer
class EverydayUseIT extends Contract {

    private CompletableFuture<String> waiting(String position) {
        return CompletableFuture.supplyAsync(
                () -> get("events?wait=25&after=" + position).body());
    }

    private String head() {
        return Line.of(get("events").body()).position();
    }

    @Test
    @DisplayName("polling: GET …/events?after=…&wait=0 answers at once")
    void wait_0_answers_at_once() {
        CompletableFuture<String> longPoll = waiting("0:0");
        assertEquals(List.of(), RawEvents.in(get("events?after=0:0&wait=0").body()));
        assertFalse(longPoll.isDone(), "the one that waits 25 seconds is still waiting");
    }

    @Test
    @DisplayName("polling: the client asks again and again")
    void asks_again_and_again() {
        String position = head();
        for (String text : numbers(1, 5)) {
            post("events", text);
            Line answer = Line.of(get("events?wait=0&after=" + position).body());
            assertEquals(
                    List.of(text),
                    RawEvents.in(answer.text()).stream()
                            .map(line -> Line.of(line).said())
                            .toList());
            position = answer.position();
        }
    }

    @Test
    @DisplayName("long polling: a request waits until there is something")
    void a_request_waits() {
        post("events", "before");
        CompletableFuture<String> waiting = waiting(head());
        Line other = Line.of(get("events?wait=1&after=" + head()).body());
        assertEquals(List.of(), RawEvents.in(other.text()));
        assertTrue(!waiting.isDone(), "one that asked before still waits after a second");
        post("events", "now");
        assertEquals("now", Line.of(RawEvents.in(waiting.join()).get(0)).said());
    }

    @Test
    @DisplayName("long polling: one emit answers every waiting request of a topic")
    void one_emit_answers_all() {
        String position = head();
        List<CompletableFuture<String>> all =
                Stream.generate(() -> waiting(position)).limit(3).toList();
        post("events", "to all");
        List<String> first = RawEvents.in(all.get(0).join());
        assertEquals("to all", Line.of(first.get(0)).said());
        all.forEach(one -> assertEquals(first, RawEvents.in(one.join())));
    }

    @Test
    @DisplayName("long polling: ended requests are dropped")
    void ended_requests_are_dropped() {
        Client watcher = enter(Transport.WEBSOCKET);
        Client poller = enter(Transport.LONG_POLL);
        watcher.next(line -> line.is("presence") && line.text().contains(poller.id()));
        poller.cut(Cut.RESET);
        watcher.next(line -> line.is("presence")
                && line.text().contains("left")
                && line.text().contains(poller.id()));
        assertEquals(201, post("events", "nobody waits").statusCode());
    }

    @Test
    @DisplayName("one conversation: a page gets an id")
    void a_page_gets_an_id() {
        Line first = Line.of(post("members", "{}").body());
        Line second = Line.of(post("members", "{}").body());
        assertNotEquals(
                first.body().getJsonObject("me").get("id"),
                second.body().getJsonObject("me").get("id"));
    }

    @Test
    @DisplayName("one conversation: /getMsg waits, /sendMsg sends")
    void one_waits_and_one_sends() {
        Line ann = Line.of(post("members", "{\"name\":\"ann\"}").body());
        Line bob = Line.of(post("members", "{\"name\":\"bob\"}").body());
        CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> get(
                        "events?wait=25&after=" + ann.position(),
                        "Roomcast-Token",
                        ann.body().getString("token"))
                .body());
        post("events", "hi ann", "Roomcast-Token", bob.body().getString("token"));
        Line event = Line.of(RawEvents.in(waiting.join()).get(0));
        assertEquals("hi ann", event.said());
        assertEquals("bob", event.json().getJsonObject("from").getString("name"));
    }

    @Test
    @DisplayName("one conversation: /kill leaves, also when the page is closed")
    void a_closed_page_leaves() {
        Line ann = Line.of(post("members", "{\"name\":\"ann\"}").body());
        assertTrue(get("members").body().contains("\"ann\""));
        var beacon = post("leave", ann.body().getString("token"), "Content-Type", "text/plain;charset=UTF-8");
        assertEquals(204, beacon.statusCode());
        assertTrue(!get("members").body().contains("\"ann\""));
    }

    @Test
    @DisplayName("one conversation: browser users share one conversation, whatever they poll by")
    void all_share_one_conversation() {
        List<Client> people = Stream.of(Transport.values()).map(this::enter).toList();
        post("events", "to everyone");
        people.forEach(client -> hearsNext(client, "to everyone"));
    }

    @Test
    @DisplayName("streaming: one response that never ends, as Server-Sent Events and as lines over HTTP")
    void one_response_that_never_ends() {
        for (String accept : List.of("text/event-stream", "application/x-ndjson")) {
            try (Listener stream = new Listener(base, room, accept)) {
                assertTrue(stream.head().startsWith("HTTP/1.1 200"), stream.head());
                assertTrue(stream.head().toLowerCase(java.util.Locale.ROOT).contains("content-type: " + accept));
                for (String text : numbers(1, 20)) {
                    post("events", accept + text);
                    assertEquals(accept + text, Line.of(stream.event()).said());
                }
            }
        }
    }
}
