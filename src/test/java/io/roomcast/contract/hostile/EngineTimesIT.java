package io.roomcast.contract.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.OwnServer;
import io.roomcast.kit.socket.RawWebSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Clients of Engine.IO that fall silent, or never say what they came for: they are found, and only they. */
@OwnServer("--rate=0 --joins=1000000 --new-rooms=1000000 --ping-interval=500ms --ping-timeout=1s --connect=2s")
class EngineTimesIT extends HostileSocketIo {
    private static final int IDLE = 4408;

    /** Answers pings until something else than a ping comes. */
    private static String answering(RawWebSocket socket, int pings) {
        for (int turn = 0; turn < pings; turn++) {
            assertEquals("2", next(socket));
            socket.send("3");
        }
        return next(socket);
    }

    @Test
    void who_answers_no_ping_by_WebSocket_is_closed() {
        try (RawWebSocket socket = socketInTheRoom()) {
            assertEquals("2", next(socket));
            assertEquals(IDLE, socket.closeCode());
        }
    }

    @Test
    @DisplayName("heartbeats: who answers pings by WebSocket is pinged again and again")
    void who_answers_pings_by_WebSocket_is_pinged_again_and_again() {
        try (RawWebSocket socket = socketInTheRoom()) {
            assertEquals("2", answering(socket, 4), "longer than it would take to be closed");
        }
    }

    @Test
    void who_answers_no_ping_by_polling_is_told_that_it_is_over() {
        RawPolling polling = pollingInTheRoom();
        assertEquals(List.of("2"), polling.packets(polling.poll()));
        HttpResponse<String> last = polling.poll();
        assertEquals("200 1", last.statusCode() + " " + last.body());
        polling.isOver();
    }

    @Test
    @DisplayName("heartbeats: who answers pings by polling goes on")
    void who_answers_pings_by_polling_goes_on() {
        RawPolling polling = pollingInTheRoom();
        for (int turn = 0; turn < 4; turn++) {
            assertEquals(List.of("2"), polling.packets(polling.poll()));
            assertEquals("ok", polling.send("3").body());
        }
    }

    @Test
    void who_does_not_poll_is_over() {
        RawPolling polling = pollingInTheRoom();
        // A question in another version is no sign of life.
        String other = polling.path().replace("EIO=4", "EIO=3");
        refused(3, "Bad request", request("GET", other, "", ""));
        Awaitility.await()
                .atMost(Duration.ofSeconds(8))
                .until(() -> request("GET", other, "", "").body().contains("\"code\":1,"));
        polling.isOver();
    }

    @Test
    void of_old_the_client_pings_and_is_answered_and_is_over_when_it_stops() {
        try (RawWebSocket socket = socket("EIO=3")) {
            assertTrue(next(socket).startsWith("0{"));
            assertEquals("40", next(socket));
            for (int turn = 0; turn < 5; turn++) {
                socket.send("2");
                assertEquals("3", next(socket));
            }
            assertEquals(IDLE, socket.closeCode());
        }
        RawPolling polling = new RawPolling(base, 3);
        polling.next("40"::equals);
        for (int turn = 0; turn < 5; turn++) {
            assertEquals("ok", polling.send("2").body());
            polling.next("3"::equals);
        }
        HttpResponse<String> last = polling.poll();
        assertEquals("200 1:1", last.statusCode() + " " + last.body());
        polling.isOver();
    }

    @Test
    void who_connects_to_no_namespace_in_time_is_closed() {
        try (RawWebSocket socket = socket()) {
            assertEquals("2", next(socket));
            socket.send("3");
            assertEquals("2", next(socket));
            socket.send("3");
            socket.send("40/no room");
            assertEquals("44/no room,{\"message\":\"Invalid namespace\"}", next(socket));
            assertEquals(IDLE, answeringToTheEnd(socket));
        }
    }

    private static int answeringToTheEnd(RawWebSocket socket) {
        RawWebSocket.Frame frame = socket.frame();
        while (frame.opcode() == RawWebSocket.TEXT) {
            assertEquals("2", frame.text());
            socket.send("3");
            frame = socket.frame();
        }
        return frame.closeCode();
    }

    @Test
    void who_leaves_its_last_namespace_is_closed_a_while_later() {
        try (RawWebSocket socket = socketInTheRoom()) {
            socket.send(in("41$"));
            assertEquals(IDLE, answeringToTheEnd(socket));
        }
    }

    @Test
    void who_connects_to_no_namespace_by_polling_is_told_that_it_is_over() {
        RawPolling polling = polling();
        List<String> packets = polling.packets(polling.poll());
        while (packets.equals(List.of("2"))) {
            assertEquals("ok", polling.send("3").body());
            packets = polling.packets(polling.poll());
        }
        assertEquals(List.of("1"), packets);
        polling.isOver();
    }
}
