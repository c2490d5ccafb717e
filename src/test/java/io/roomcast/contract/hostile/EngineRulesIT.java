package io.roomcast.contract.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Http;
import io.roomcast.kit.socket.RawSocket;
import io.roomcast.kit.socket.RawWebSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that break the rules of Engine.IO, one by one: it is their own end, or nothing at all. */
@OwnServer("--rate=0 --joins=1000000 --new-rooms=1000000 --payload=10000 --packets=100")
class EngineRulesIT extends HostileSocketIo {
    private static final int PAYLOAD = 10_000;
    private static final int BAD_COMMAND = 4400;
    private static final int TOO_LARGE = 1009;

    @Test
    void of_two_polls_at_once_one_is_told_that_it_is_over_and_the_other_is_refused() {
        RawPolling polling = pollingInTheRoom();
        CompletableFuture<HttpResponse<String>> first = polling.waiting();
        CompletableFuture<HttpResponse<String>> second = polling.waiting();
        HttpResponse<String> one = first.join();
        HttpResponse<String> other = second.join();
        assertEquals(
                Set.of("200 1", "400 {\"code\":3,\"message\":\"Bad request\"}"),
                Set.of(one.statusCode() + " " + one.body(), other.statusCode() + " " + other.body()));
        polling.isOver();
    }

    @Test
    void a_body_beside_another_one_is_refused_and_both_are_over() {
        RawPolling polling = pollingInTheRoom();
        try (RawSocket slow = new RawSocket(base)) {
            slow.write("POST " + base.getPath() + polling.path() + " HTTP/1.1\r\nHost: 127.0.0.1:" + base.getPort()
                    + "\r\nContent-Length: 1000\r\n\r\n42/");
            HttpResponse<String> beside = Awaitility.await()
                    .atMost(Duration.ofSeconds(8))
                    .until(() -> polling.send("3"), answer -> answer.statusCode() != 200);
            assertEquals(400, beside.statusCode());
            assertEquals("{\"code\":3,\"message\":\"Bad request\"}", beside.body());
        }
        polling.isOver();
    }

    @Test
    void a_body_of_just_the_largest_size_is_taken_and_one_more_byte_is_413() {
        RawPolling polling = pollingInTheRoom();
        String most = filled("x");
        assertEquals("ok", polling.post(event(most)).body());
        theWitnessHearsFirst(most);
        assertEquals(413, polling.post(event(most + "x")).statusCode());
        assertEquals("ok", polling.post(event("the session goes on")).body());
        theWitnessHearsFirst("the session goes on");
    }

    @Test
    void the_size_of_a_body_counts_bytes_and_not_characters() {
        RawPolling polling = pollingInTheRoom();
        String half = filled("x").substring(PAYLOAD / 2);
        assertEquals(413, polling.post(event(half + "€".repeat(PAYLOAD / 4))).statusCode());
        String chunks = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
        String head = "POST " + base.getPath() + polling.path() + " HTTP/1.1\nHost: 127.0.0.1:" + base.getPort()
                + "\nTransfer-Encoding: chunked\nConnection: close\n\n";
        assertEquals(
                413,
                RawSocket.exchange(base, head, chunks.getBytes(StandardCharsets.UTF_8))
                        .status());
    }

    @Test
    void a_message_of_just_the_largest_size_is_taken_and_one_more_byte_ends_the_WebSocket() {
        try (RawWebSocket socket = socketInTheRoom()) {
            String most = filled("y");
            socket.send(event(most));
            theWitnessHearsFirst(most);
            assertTrue(next(socket).contains("yyy"));
            socket.send(event(most + "y"));
            assertEquals(TOO_LARGE, socket.closeCode());
        }
        try (RawWebSocket socket = socketInTheRoom()) {
            socket.send(in("451-$[\"message\",{\"_placeholder\":true,\"num\":0}]"));
            socket.send(RawWebSocket.BINARY, true, new byte[PAYLOAD + 1]);
            assertEquals(TOO_LARGE, socket.closeCode());
        }
    }

    /** As much text as an event may have. */
    private String filled(String letter) {
        return letter.repeat(PAYLOAD - event("").length());
    }

    @Test
    void a_message_in_many_frames_is_one_message() {
        try (RawWebSocket socket = socketInTheRoom()) {
            byte[] whole = event("in pieces").getBytes(StandardCharsets.UTF_8);
            socket.send(RawWebSocket.TEXT, false, new byte[] {whole[0]});
            for (int at = 1; at < whole.length; at++) {
                socket.send(RawWebSocket.CONTINUATION, at == whole.length - 1, new byte[] {whole[at]});
            }
            theWitnessHearsFirst("in pieces");
        }
    }

    @Test
    void a_body_with_too_many_packets_ends_the_session() {
        RawPolling polling = pollingInTheRoom();
        String[] most = new String[100];
        Arrays.fill(most, "3");
        assertEquals("ok", polling.send(most).body());
        assertEquals(400, polling.post(polling.body(most) + "\u001e3").statusCode());
        polling.isOver();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"b", "bA", "b====", "bA*==", "bAQID\u001e", "\u001e3", "", "7", "x", "-1", "2", "2probe", "0{}"})
    void what_is_no_packet_ends_the_session(String body) {
        RawPolling polling = pollingInTheRoom();
        assertTrue(Set.of(200, 400).contains(polling.post(body).statusCode()), "the answer may be either");
        polling.isOver();
    }

    @Test
    void bytes_where_a_text_must_be_end_the_session() {
        RawPolling bad = pollingInTheRoom();
        assertEquals(
                400,
                Http.post(base, bad.path(), new byte[] {'4', '2', (byte) 0xFF}).statusCode());
        bad.isOver();
        RawPolling typed = pollingInTheRoom();
        byte[] body = event("no").getBytes(StandardCharsets.UTF_8);
        assertEquals(
                400,
                Http.post(base, typed.path(), body, "Content-Type", "application/octet-stream")
                        .statusCode());
        typed.isOver();
        theWitnessHearsNothingBefore("nothing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "x", "", "2", "2probe", "0{}"})
    void a_frame_that_is_no_packet_ends_the_WebSocket(String frame) {
        try (RawWebSocket socket = socketInTheRoom()) {
            socket.send(frame);
            assertEquals(BAD_COMMAND, socket.closeCode());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1000000000:",
                "1000000000:4",
                "999999999:4x",
                "5:4",
                "-1:4",
                ":4",
                "x",
                "1",
                "4x:40",
                "5:40/a,7:"
            })
    void lengths_of_old_that_lie_end_the_session(String body) {
        RawPolling old = new RawPolling(base, 3);
        assertEquals(400, old.post(body).statusCode(), body);
        old.isOver();
    }

    @Test
    void a_long_body_of_old_without_a_separator_ends_the_session() {
        RawPolling old = new RawPolling(base, 3);
        assertEquals(400, old.post("1".repeat(PAYLOAD)).statusCode());
        old.isOver();
        RawPolling bytes = new RawPolling(base, 3);
        byte[] body = new byte[PAYLOAD];
        Arrays.fill(body, (byte) 9);
        body[0] = 0;
        assertEquals(
                400,
                Http.post(base, bytes.path(), body, "Content-Type", "application/octet-stream")
                        .statusCode());
        bytes.isOver();
    }

    /** A poll may come so long after the close that it was sent with that it finds nobody: then it shows nothing. */
    @Test
    void who_closes_by_polling_has_its_poll_let_go_and_is_over() {
        Awaitility.await().atMost(Duration.ofSeconds(8)).until(() -> {
            RawPolling polling = pollingInTheRoom();
            CompletableFuture<HttpResponse<String>> waiting = polling.waiting();
            assertEquals("ok", polling.send("1").body());
            String answer = waiting.join().body();
            polling.isOver();
            return answer.equals("6");
        });
    }

    @Test
    void who_closes_by_WebSocket_is_closed() {
        try (RawWebSocket socket = socketInTheRoom()) {
            socket.send("1");
            assertEquals(1000, socket.closeCode());
        }
    }
}
