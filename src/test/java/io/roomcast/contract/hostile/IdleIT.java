package io.roomcast.contract.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.Contract;
import io.roomcast.contract.Listener;
import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Transport;
import io.roomcast.contract.client.WebSocketClient;
import io.roomcast.kit.Line;
import io.roomcast.kit.socket.RawWebSocket;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The end {@code idle}: a WebSocket that is in no room for too long, or that is silent for two heartbeats. Who polls or reads
 * a stream is in a room as long as that lasts, and need not say anything.
 */
@OwnServer("--idle=400ms --heartbeat=500ms --grace=500ms --presence=20ms --rate=0 --joins=1000000")
class IdleIT extends Contract {
    private static final Duration IDLE = Duration.ofMillis(400);
    private static final Duration HEARTBEAT = Duration.ofMillis(500);

    /** Which of the two: who is in no room ends sooner than who is silent, and both are told so. */
    private static void isInNoRoom(Line bye) {
        isIdle(bye);
        assertEquals("the connection was in no room for too long", bye.body().getString("reason"), bye.text());
    }

    private static void isIdle(Line bye) {
        assertEquals("idle", bye.code(), bye.text());
        assertTrue(bye.body().getBoolean("reconnect"), bye.text());
        assertFalse(bye.body().containsKey("room"), bye.text());
    }

    private static void isInTime(Duration time, long began) {
        Duration taken = Duration.ofNanos(System.nanoTime() - began);
        assertTrue(taken.compareTo(time) >= 0 && taken.compareTo(time.plusSeconds(4)) < 0, taken.toString());
    }

    @Test
    void who_joins_no_room_is_told_idle_and_closed_with_4408_when_its_time_is_over() {
        long opened = System.nanoTime();
        try (RawWebSocket socket = new RawWebSocket(base, "ws")) {
            isInNoRoom(socket.next("bye"));
            assertEquals(4408, socket.closeCode());
            isInTime(IDLE, opened);
        }
    }

    @Test
    void pings_from_somebody_in_no_room_make_no_difference() {
        long opened = System.nanoTime();
        try (RawWebSocket socket = new RawWebSocket(base, "ws")) {
            socket.send("{\"ping\":1}");
            Line line = socket.line();
            assertEquals("pong", line.kind(), line.text());
            while (line.is("pong")) {
                assertTrue(System.nanoTime() - opened < IDLE.plusSeconds(4).toNanos(), "still answered");
                socket.send("{\"ping\":1}");
                line = socket.line();
            }
            isInNoRoom(line);
            isInTime(IDLE, opened);
        }
    }

    @Test
    void who_has_left_its_last_room_is_idle_and_who_is_still_in_another_is_not() {
        WebSocketClient ann = (WebSocketClient) enter(Transport.WEBSOCKET);
        String other = room + "b";
        ann.send("{\"join\":" + Commands.quoted(other) + "}");
        ann.next(line -> line.is("welcome") && line.room().equals(other));
        leave(ann, room);
        beats(ann, other, 3);
        leave(ann, other);
        isInNoRoom(ann.next(line -> line.is("bye") && line.room().isEmpty()));
        assertEquals(4408, ann.closeCode());
    }

    private static void leave(Client client, String room) {
        client.send("{\"leave\":" + Commands.quoted(room) + "}");
        Line bye = client.next("bye");
        assertEquals(List.of("closed", room), List.of(bye.code(), bye.room()), bye.text());
    }

    /** That many heartbeats in a room: each is longer than one may be idle. */
    private static void beats(Client client, String room, int count) {
        for (int beat = 0; beat < count; beat++) {
            client.next(line -> line.is("position") && line.room().equals(room));
        }
    }

    @Test
    void who_answers_no_ping_for_two_heartbeats_is_idle_and_gives_up_its_seat() {
        Client watcher = enter(Transport.WEBSOCKET);
        long opened = System.nanoTime();
        try (RawWebSocket silent = new RawWebSocket(base, "ws/" + room)) {
            isIdle(silent.next("bye"));
            assertEquals(4408, silent.closeCode());
            isInTime(HEARTBEAT.multipliedBy(2), opened);
            watcher.next(line -> line.is("presence") && line.body().getInt("count") == 1);
        }
    }

    @Test
    void who_sends_a_frame_a_byte_now_and_then_answers_no_ping_and_is_idle_while_others_talk() {
        Client ann = enter(Transport.WEBSOCKET);
        byte[] frame = RawWebSocket.frame(RawWebSocket.TEXT, true, new byte[60_000]);
        try (RawWebSocket slow = new RawWebSocket(base, "ws/" + room)) {
            slow.next("welcome");
            Line line = slow.line();
            for (int at = 0; !line.is("bye"); at++) {
                assertTrue(at < 10, "ten heartbeats, and still no bye but " + line.text());
                slow.write(new byte[] {frame[at]});
                acked(ann.publish("c-" + at, "meanwhile"));
                hearsNext(ann, "meanwhile");
                do {
                    line = slow.line();
                } while (!line.is("position") && !line.is("bye"));
            }
            isIdle(line);
            assertEquals(4408, slow.closeCode());
        }
    }

    @Test
    void who_reads_a_stream_or_polls_or_answers_pings_may_be_silent_for_as_long_as_it_likes() {
        List<Client> readers = Stream.of(Transport.values()).map(this::enter).toList();
        try (Listener stranger = new Listener(base, room, "application/x-ndjson")) {
            beats(readers.get(0), room, 5);
            publish(readers.get(0), "still there?");
            readers.forEach(reader -> hearsNext(reader, "still there?"));
            assertEquals("still there?", Line.of(stranger.event()).said());
        }
    }
}
