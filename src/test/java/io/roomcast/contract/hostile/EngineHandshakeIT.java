package io.roomcast.contract.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.OwnServer;
import io.roomcast.kit.socket.RawSocket;
import io.roomcast.kit.socket.RawWebSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Engine.IO's handshake: each refusal with its status, code and message; and what pages of other origins may do. */
@OwnServer("--rate=0 --joins=1000000 --new-rooms=1000000 --origins=https://good.example")
class EngineHandshakeIT extends HostileSocketIo {
    private static final String GOOD = "Origin: https://good.example\n";
    private static final String UPGRADE = """
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            """;

    @ParameterizedTest
    @CsvSource({
        "GET, EIO=4, 0, Transport unknown",
        "GET, EIO=4&transport=, 0, Transport unknown",
        "GET, EIO=4&transport=pigeon, 0, Transport unknown",
        "GET, EIO=4&transport=constructor, 0, Transport unknown",
        "GET, EIO=4&transport=polling&sid=nobody, 1, Session ID unknown",
        "GET, EIO=4&transport=polling&sid=__proto__, 1, Session ID unknown",
        "POST, EIO=4&transport=polling&sid=nobody, 1, Session ID unknown",
        "POST, EIO=4&transport=polling, 2, Bad handshake method",
        "PUT, EIO=4&transport=polling, 2, Bad handshake method",
        "DELETE, EIO=4&transport=polling, 2, Bad handshake method",
        "GET, EIO=4&transport=websocket, 3, Bad request",
        "GET, transport=polling, 5, Unsupported protocol version",
        "GET, EIO=&transport=polling, 5, Unsupported protocol version",
        "GET, EIO=2&transport=polling, 5, Unsupported protocol version",
        "GET, EIO=5&transport=polling, 5, Unsupported protocol version",
        "GET, EIO=44&transport=polling, 5, Unsupported protocol version",
        "GET, EIO=abc&transport=polling, 5, Unsupported protocol version"
    })
    void a_request_that_cannot_be_is_refused_by_name(String method, String query, int code, String message) {
        refused(code, message, request(method, "socket.io/?" + query, "", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "EIO=4, 0, Transport unknown",
        "EIO=4&transport=pigeon, 0, Transport unknown",
        "EIO=4&transport=websocket&sid=nobody, 1, Session ID unknown",
        "EIO=4&transport=polling, 3, Bad request",
        "transport=websocket, 5, Unsupported protocol version",
        "EIO=5&transport=websocket, 5, Unsupported protocol version"
    })
    void a_WebSocket_that_cannot_be_is_refused_by_name_before_it_is_one(String query, int code, String message) {
        refused(code, message, request("GET", "socket.io/?" + query, UPGRADE, ""));
    }

    @Test
    void the_version_does_not_change_within_a_session() {
        RawPolling polling = pollingInTheRoom();
        for (String version : List.of("EIO=3&", "EIO=5&", "")) {
            String query = version + polling.query().substring("EIO=4&".length());
            refused(3, "Bad request", request("GET", "socket.io/?transport=polling&" + query, "", ""));
            refused(3, "Bad request", request("POST", "socket.io/?transport=polling&" + query, "", event("no")));
            refused(3, "Bad request", request("GET", "socket.io/?transport=websocket&" + query, UPGRADE, ""));
        }
        assertEquals("ok", polling.send(event("the session lives on")).body());
        theWitnessHearsFirst("the session lives on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"})
    void another_method_within_a_session_is_refused_and_hurts_nobody(String method) {
        RawPolling polling = pollingInTheRoom();
        RawSocket.Answer answer = request(method, polling.path(), "", "");
        assertEquals(400, answer.status(), answer.toString());
        assertEquals("ok", polling.send(event("alive after " + method)).body());
        theWitnessHearsFirst("alive after " + method);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "file://",
                "https://evil.example",
                "http://good.example",
                "https://good.example:444",
                "https://good.example.",
                "https://good.example/",
                "https://GOOD.example.evil.example",
                "https://good.example.evil.example",
                "https://evil-good.example",
                "https://sub.good.example",
                "https://good.example@evil.example",
                "https://good.example, https://evil.example",
                "http://127.0.0.1.evil.example",
                "http://127.0.0.1",
                "http://localhost.evil.example",
                "*",
                "nonsense"
            })
    void a_page_of_a_foreign_origin_may_nothing(String origin) {
        String header = "Origin: " + origin + "\n";
        RawPolling polling = pollingInTheRoom();
        String first = "socket.io/?EIO=4&transport=polling";
        String asks = "Access-Control-Request-Method: POST\nAccess-Control-Request-Headers: x-a\n";
        for (RawSocket.Answer answer : List.of(
                request("GET", first, header, ""),
                request("GET", polling.path(), header, ""),
                request("POST", polling.path(), header, event("evil")),
                request("OPTIONS", first, header + asks, ""),
                request("GET", "socket.io/?EIO=4&transport=websocket", header + UPGRADE, ""),
                request("GET", "socket.io/?transport=websocket&" + polling.query(), header + UPGRADE, ""))) {
            assertEquals(403, answer.status(), answer.toString());
            assertFalse(answer.head().contains("Access-Control-Allow"), answer.head());
        }
        theWitnessHearsNothingBefore("nothing evil");
    }

    @Test
    void a_page_of_a_listed_origin_may_read_every_answer_with_its_credentials() {
        RawPolling polling = pollingInTheRoom();
        for (RawSocket.Answer answer : List.of(
                request("GET", "socket.io/?EIO=4&transport=polling", GOOD, ""),
                request("POST", polling.path(), GOOD, event("hello")),
                request("GET", polling.path(), GOOD, ""),
                request("GET", "socket.io/?EIO=4&transport=pigeon", GOOD, ""),
                request("GET", "socket.io/?EIO=4&transport=polling&sid=nobody", GOOD, ""),
                request("GET", "socket.io/socket.io.js", GOOD, ""),
                request("GET", "socket.io/socket.io.esm.min.js.map", GOOD, ""))) {
            mayRead(answer);
        }
        theWitnessHearsFirst("hello");
        try (RawWebSocket socket = socket("EIO=4", GOOD.strip())) {
            assertTrue(next(socket).startsWith("0{"));
        }
    }

    @Test
    void a_listed_origin_is_told_before_that_it_may_send_whatever_headers_it_has() {
        String asks = "Access-Control-Request-Method: POST\nAccess-Control-Request-Headers: x-mine,authorization\n";
        RawSocket.Answer answer = request("OPTIONS", "socket.io/?EIO=4&transport=polling", GOOD + asks, "");
        assertEquals(204, answer.status(), answer.toString());
        mayRead(answer);
        has(answer, "Access-Control-Allow-Headers: x-mine,authorization");
        assertTrue(answer.head().matches("(?s).*Access-Control-Allow-Methods: [A-Z, ]*POST.*"), answer.head());
    }

    @Test
    void without_an_origin_there_is_no_word_of_origins() {
        RawSocket.Answer answer = request("GET", "socket.io/?EIO=4&transport=polling", "", "");
        assertFalse(answer.head().contains("Access-Control"), answer.head());
    }

    private static void mayRead(RawSocket.Answer answer) {
        has(answer, "Access-Control-Allow-Origin: https://good.example");
        has(answer, "Access-Control-Allow-Credentials: true");
        has(answer, "Vary: Origin");
    }

    private static void has(RawSocket.Answer answer, String header) {
        assertTrue(answer.head().lines().anyMatch(header::equalsIgnoreCase), answer.head());
    }
}
