package io.roomcast.contract.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.Contract;
import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Http;
import io.roomcast.contract.client.Transport;
import io.roomcast.contract.client.WebSocketClient;
import io.roomcast.kit.Line;
import io.roomcast.kit.socket.RawSocket;
import io.roomcast.server.ServerProcess;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input and bad company over HTTP: a named error where our code is asked, nothing hangs, no stack trace in the log. */
@OwnServer(
        "--heartbeat=300ms --grace=500ms --rate=0 --joins=1000000 --new-rooms=1000000 --origins=https://good.example")
class HostileHttpIT extends Contract {

    @AfterEach
    void no_stack_trace_is_in_the_log(ServerProcess server) {
        ServerLog.holdsNoStackTrace(server);
    }

    private RawSocket.Answer request(String method, String path, String headers, byte[] body) {
        String head = method + " " + base.getPath() + path + " HTTP/1.1\n"
                + (headers.contains("Host:") ? "" : "Host: 127.0.0.1:" + base.getPort() + "\n")
                + headers + "Connection: close\n\n";
        return RawSocket.exchange(base, head, body);
    }

    private RawSocket.Answer publish(String headers, byte[] body) {
        return request("POST", "rooms/" + room + "/events", headers + "Content-Length: " + body.length + "\n", body);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int at = 0; at < values.length; at++) {
            bytes[at] = (byte) values[at];
        }
        return bytes;
    }

    private void isRefused(int status, String code, RawSocket.Answer answer) {
        assertEquals(status, answer.status(), answer.toString());
        assertTrue(answer.body().contains("\"code\":\"" + code + "\""), answer.toString());
    }

    @Test
    void invalid_utf8_is_bad_utf8_and_nothing_is_replaced() {
        for (byte[] body : List.of(
                bytes('h', 'i', 0xFF), bytes(0xC0, 0xAF), bytes(0xED, 0xA0, 0x80), bytes('{', '"', 0xC3, '"', '}'))) {
            isRefused(400, "bad_utf8", publish("", body));
        }
        assertEquals(List.of(), history("last=10"));
    }

    @Test
    void half_a_surrogate_pair_is_bad_json() {
        String half = "\\" + "ud800";
        for (String text : List.of(
                "{\"publish\":{\"data\":\"" + half + "\"}}",
                "{\"publish\":{\"data\":{\"" + half + "\":1}}}",
                "{\"publish\":{\"type\":\"" + half + "\"}}")) {
            isRefused(400, "bad_json", publish("", WebSocketClient.utf8(text)));
        }
    }

    @Test
    void huge_numbers_are_kept_or_refused_and_cost_nothing() {
        String digits = "9".repeat(20_000);
        for (String number : List.of("1e999999999", "-1E-999999999", digits, "0." + digits)) {
            long asked = System.nanoTime();
            RawSocket.Answer answer = publish("", WebSocketClient.utf8("{\"publish\":{\"data\":" + number + "}}"));
            assertEquals(201, answer.status(), answer.body());
            assertTrue(System.nanoTime() - asked < 2_000_000_000L);
            assertTrue(get("events?last=1").body().contains("\"data\":" + number + "}"));
        }
    }

    @Test
    void an_id_of_a_megabyte_is_refused() {
        String body = "{\"publish\":{\"data\":1},\"id\":\"" + "i".repeat(1_000_000) + "\"}";
        RawSocket.Answer answer = publish("", WebSocketClient.utf8(body));
        isRefused(413, "too_large", answer);
        isRefused(
                400,
                "bad_command",
                publish("", WebSocketClient.utf8("{\"publish\":{\"data\":1},\"id\":\"" + "i".repeat(1_000) + "\"}")));
    }

    @Test
    void what_is_too_large_by_its_length_is_refused_before_it_is_sent() {
        isRefused(
                413,
                "too_large",
                request("POST", "rooms/" + room + "/events", "Content-Length: 99999999999\n", new byte[0]));
    }

    @Test
    void what_grows_too_large_in_chunks_is_refused() {
        String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
        isRefused(
                413,
                "too_large",
                request(
                        "POST",
                        "rooms/" + room + "/events",
                        "Transfer-Encoding: chunked\n",
                        (chunk.repeat(40) + "0\r\n\r\n").getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void a_foreign_origin_is_refused_before_the_body_is_read() {
        for (String origin : List.of("https://evil.example", "null", "http://127.0.0.1:1", "nonsense")) {
            isRefused(
                    403,
                    "forbidden",
                    request(
                            "POST",
                            "rooms/" + room + "/events",
                            "Origin: " + origin + "\nContent-Length: 5\n",
                            new byte[0]));
            for (String accept : List.of("text/event-stream", "application/x-ndjson")) {
                RawSocket.Answer answer = request(
                        "GET",
                        "rooms/" + room + "/events?wait=stream",
                        "Origin: " + origin + "\nAccept: " + accept + "\n",
                        new byte[0]);
                assertEquals(403, answer.status(), answer.toString());
            }
        }
        isRefused(403, "forbidden", publish("Sec-Fetch-Site: cross-site\n", bytes('h', 'i')));
        assertEquals(
                201, publish("Origin: https://good.example\n", bytes('h', 'i')).status());
        assertEquals(
                201,
                publish("Origin: http://127.0.0.1:" + base.getPort() + "\n", bytes('h', 'i'))
                        .status());
    }

    @Test
    void a_host_that_is_not_loopback_is_refused() {
        for (String host : List.of("evil.example", "evil.example:" + base.getPort(), "127.0.0.1.evil.example")) {
            RawSocket.Answer answer = publish("Host: " + host + "\n", bytes('h', 'i'));
            assertTrue(answer.status() == 403 || answer.status() == 421, answer.toString());
            assertEquals(
                    403,
                    request("GET", "rooms", "Host: " + host + "\n", new byte[0]).status());
        }
        for (String host : List.of("localhost", "127.0.0.1", "[::1]:" + base.getPort(), "good.example")) {
            assertEquals(201, publish("Host: " + host + "\n", bytes('h', 'i')).status(), host);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "..%2Fx",
                "%2e%2e",
                "a%2Fb",
                "a%00b",
                "%00",
                "%0A",
                "a%20b",
                "%E2%80%AEx",
                "%FF",
                "a;b",
                "%"
            })
    void a_room_that_cannot_be_is_answered_with_a_4xx_and_is_no_room(String name) {
        for (String method : List.of("GET", "POST")) {
            RawSocket.Answer answer = request(method, "rooms/" + name + "/events", "Content-Length: 0\n", new byte[0]);
            assertTrue(answer.status() >= 400 && answer.status() < 500, name + " → " + answer);
        }
    }

    @Test
    void a_room_of_two_hundred_characters_is_bad_room() {
        isRefused(400, "bad_room", request("GET", "rooms/" + "x".repeat(200) + "/events", "", new byte[0]));
    }

    @Test
    void names_with_bidi_and_control_characters_are_refused() {
        for (String name : List.of("\u202Eevil", "a\u2066b", "a\u200Bb", "a\\u0000b", "a\\nb", "x".repeat(65))) {
            var answer = post("members", "{\"name\":\"" + name + "\"}");
            assertEquals(400, answer.statusCode(), name + " → " + answer.body());
            assertEquals("bad_command", Line.of(answer.body()).code());
        }
    }

    @Test
    void a_forged_token_and_one_of_another_server_are_unauthorized() {
        String token = Line.of(post("members", "{}").body()).body().getString("token");
        for (String forged : List.of(token + "A", token.substring(1), "A".repeat(60), "..", "x".repeat(5_000))) {
            var answer = post("events", "hi", "Roomcast-Token", forged);
            assertEquals(401, answer.statusCode(), forged);
            assertEquals("unauthorized", Line.of(answer.body()).code());
        }
    }

    @Test
    void impossible_positions_are_bad_position() {
        for (String position :
                List.of("x", ":", "e:", "e:-1", "e:1.5", "e%00:1", "e:99999999999999999", "x".repeat(33) + ":1")) {
            var answer = get("events?after=" + position);
            assertEquals(400, answer.statusCode(), position + answer.body());
            assertEquals("bad_position", Line.of(answer.body()).code());
        }
        assertEquals(200, get("events?after=e:9999999999999999").statusCode());
    }

    @Test
    void who_sends_a_byte_now_and_then_or_only_half_a_request_disturbs_nobody() {
        try (RawSocket slow = new RawSocket(base);
                RawSocket half = new RawSocket(base)) {
            half.write(
                    "POST " + base.getPath() + "rooms/" + room + "/events HTTP/1.1\r\nHost: localhost\r\nContent-Le");
            String request = "POST " + base.getPath() + "rooms/" + room + "/events HTTP/1.1\r\nHost: localhost\r\n"
                    + "Connection: close\r\nContent-Length: 5\r\n\r\nhello";
            Client ann = enter(Transport.WEBSOCKET);
            for (byte next : request.getBytes(StandardCharsets.US_ASCII)) {
                slow.write(new byte[] {next});
                ann.send("{\"ping\":1}");
                ann.next("pong");
            }
            assertEquals(201, slow.answer().status());
            hearsNext(ann, "hello");
        }
    }

    @Test
    void other_methods_and_resources_are_4xx() {
        assertEquals(
                405,
                request("DELETE", "rooms/" + room + "/events", "", new byte[0]).status());
        assertEquals(404, Http.get(base, "rooms/" + room + "/nothing").statusCode());
        assertEquals(405, get("leave").statusCode());
    }
}
