package io.roomcast.contract.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.socket.RawSocket;
import io.roomcast.kit.socket.RawWebSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The change from polling to a WebSocket, well done and badly: what is done badly is not done, and the polling goes on. */
@OwnServer("--rate=0 --joins=1000000 --new-rooms=1000000 --upgrade=2s")
class EngineUpgradeIT extends HostileSocketIo {
    private RawWebSocket offer(RawPolling polling) {
        RawWebSocket socket = socket(polling.query());
        assertTrue(socket.greeting().startsWith("HTTP/1.1 101"), socket.greeting());
        return socket;
    }

    private static void isClosed(RawWebSocket socket) {
        assertEquals(RawWebSocket.CLOSE, socket.frame().opcode());
    }

    @Test
    void after_the_change_to_a_WebSocket_a_poll_is_refused_and_a_second_WebSocket_is_closed() {
        RawPolling polling = pollingInTheRoom();
        try (RawWebSocket socket = offer(polling)) {
            socket.send("2probe");
            assertEquals("3probe", next(socket));
            try (RawWebSocket other = offer(polling)) {
                other.send("5");
                isClosed(other);
            }
            socket.send("5");
            socket.send(event("by WebSocket"));
            theWitnessHearsFirst("by WebSocket");
            assertTrue(next(socket).contains("by WebSocket"));
            for (String method : List.of("GET", "POST")) {
                refused(3, "Bad request", request(method, polling.path(), "", method.equals("GET") ? "" : event("no")));
            }
            try (RawWebSocket other = offer(polling)) {
                isClosed(other);
            }
            socket.send(event("nothing happened"));
            theWitnessHearsFirst("nothing happened");
        }
    }

    @Test
    @DisplayName(
            "Socket.IO: upgrades to WebSocket (101): the poll that waits is let go, and what waits comes first on the WebSocket")
    void the_poll_that_waits_is_let_go_for_the_change_and_what_waits_comes_first_on_the_WebSocket() {
        RawPolling polling = pollingInTheRoom();
        CompletableFuture<HttpResponse<String>> waiting = polling.waiting();
        try (RawWebSocket socket = offer(polling)) {
            socket.send("2probe");
            assertEquals("3probe", next(socket));
            assertEquals("6", waiting.join().body());
            assertEquals("6", polling.poll().body());
            publish(enter(Transport.WEBSOCKET), "first");
            theWitnessHearsFirst("first");
            socket.send("5");
            socket.send(event("second"));
            assertTrue(next(socket).contains("first"));
            assertTrue(next(socket).contains("second"));
        }
    }

    @Test
    void a_change_while_a_body_is_under_way_ends_the_session() {
        RawPolling polling = pollingInTheRoom();
        try (RawSocket slow = new RawSocket(base)) {
            slow.write("POST " + base.getPath() + polling.path() + " HTTP/1.1\r\nHost: 127.0.0.1:" + base.getPort()
                    + "\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n");
            assertTrue(slow.head().startsWith("HTTP/1.1 100"));
            try (RawWebSocket socket = offer(polling)) {
                socket.send("5");
                socket.send(event("by two threads at once"));
                isClosed(socket);
            }
        }
        polling.isOver();
        theWitnessHearsNothingBefore("nothing");
    }

    @Test
    void a_change_without_a_probe_is_one() {
        RawPolling polling = pollingInTheRoom();
        try (RawWebSocket socket = offer(polling)) {
            socket.send("5");
            socket.send(event("at once"));
            assertTrue(next(socket).contains("at once"));
        }
    }

    @Test
    void a_probe_that_leads_to_nothing_is_closed_and_the_polling_goes_on() {
        RawPolling polling = pollingInTheRoom();
        try (RawWebSocket socket = offer(polling)) {
            socket.send("2probe");
            assertEquals("3probe", next(socket));
            isClosed(socket);
        }
        goesOn(polling);
    }

    @Test
    void a_WebSocket_that_says_nothing_is_closed_and_the_polling_goes_on() {
        RawPolling polling = pollingInTheRoom();
        try (RawWebSocket socket = offer(polling)) {
            isClosed(socket);
        }
        goesOn(polling);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "2", "2prob", "42[\"m\"]", "1", "6", "x", "", "0{}"})
    void a_WebSocket_that_begins_with_something_else_is_closed_and_the_polling_goes_on(String first) {
        RawPolling polling = pollingInTheRoom();
        try (RawWebSocket socket = offer(polling)) {
            socket.send(first);
            isClosed(socket);
        }
        goesOn(polling);
    }

    @Test
    void a_probe_that_is_cut_hurts_nobody_and_another_one_may_follow() {
        RawPolling polling = pollingInTheRoom();
        try (RawWebSocket socket = offer(polling)) {
            socket.send("2probe");
            assertEquals("3probe", next(socket));
        }
        goesOn(polling);
        Awaitility.await().atMost(Duration.ofSeconds(8)).until(() -> {
            try (RawWebSocket socket = offer(polling)) {
                socket.send("2probe");
                return socket.frame().opcode() == RawWebSocket.TEXT;
            }
        });
    }

    private void goesOn(RawPolling polling) {
        assertEquals("ok", polling.send(event("polling goes on")).body());
        assertTrue(polling.next(packet -> packet.startsWith("42")).contains("polling goes on"));
        theWitnessHearsFirst("polling goes on");
    }
}
