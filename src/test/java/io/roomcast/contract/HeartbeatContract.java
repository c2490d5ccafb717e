package io.roomcast.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.RawEvents;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Silence and patience: heartbeats of live connections, and polls that wait. The heartbeat is 300 ms. */
abstract class HeartbeatContract extends Contract {

    @OnEachTransport
    void something_arrives_within_each_heartbeat(Transport transport) {
        Client reader = enter(transport);
        if (transport.isPoll()) {
            // A waiting poll is silent until its answer; that it lives is seen by what it answers.
            publish(enter(Transport.WEBSOCKET), "hi");
            hearsNext(reader, "hi");
            return;
        }
        reader.next("welcome");
        for (int beat = 0; beat < 3; beat++) {
            Line line = reader.hear(Duration.ofMillis(600)).orElseThrow(() -> new AssertionError("Silence"));
            assertTrue(line.is("position") || line.is("presence"), line.text());
        }
        assertEquals(reader.welcome().position(), reader.position());
    }

    @Test
    void a_poll_without_wait_answers_at_once() {
        Line answer = Line.of(get("events?after=0:0&wait=0").body());
        assertEquals(List.of(), RawEvents.in(answer.text()));
        assertTrue(answer.json().containsKey("position"));
    }

    @Test
    void a_poll_answers_when_its_time_is_over() {
        long asked = System.nanoTime();
        Line answer = Line.of(get("events?after=0:0&wait=1").body());
        long millis = (System.nanoTime() - asked) / 1_000_000;
        assertEquals(List.of(), RawEvents.in(answer.text()));
        assertTrue(millis >= 950 && millis < 4_000, millis + " ms");
    }

    /** By whichever server: else who polls behind a balancer asks again and again. */
    @Test
    void a_poll_that_knows_who_is_here_waits() {
        Client ann = enter(Transport.WEBSOCKET);
        long roster = ann.welcome().body().getJsonNumber("roster").longValue();
        for (int poll = 0; poll < 2; poll++) {
            long asked = System.nanoTime();
            String answer = get("events?after=" + ann.position() + "&wait=1&roster=" + roster)
                    .body();
            assertTrue(System.nanoTime() - asked >= 950_000_000L, answer);
        }
    }

    @Test
    void a_poll_is_answered_when_the_roster_has_another_revision() {
        Client ann = enter(Transport.NDJSON);
        long roster = ann.welcome().body().getJsonNumber("roster").longValue();
        Client bob = enter(Transport.WEBSOCKET);
        Line answer = Line.of(
                get("events?after=" + ann.position() + "&wait=30&roster=" + roster, "Roomcast-Token", ann.token())
                        .body());
        assertTrue(answer.json().getJsonObject("presence").toString().contains(bob.id()), answer.text());
    }

    @Test
    void a_reader_without_a_token_gets_a_position_first_and_is_no_member() {
        for (String accept : List.of("application/x-ndjson", "text/event-stream")) {
            try (Listener listener = new Listener(base, room, accept)) {
                assertEquals("position", Line.of(listener.line()).kind());
                Client ann = enter(Transport.WEBSOCKET);
                assertEquals(1, ann.welcome().body().getInt("count"));
                publish(ann, accept);
                assertEquals(accept, Line.of(listener.event()).said());
                ann.leave();
                ann.next("bye");
            }
        }
    }
}
