package io.roomcast.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Cut;
import io.roomcast.contract.client.Http;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import io.roomcast.kit.socket.RawWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Everyday use of a WebSocket: opening, closing and errors, reconnecting, and signs of life. */
@OwnServer
class ConnectionsIT extends Contract {

    private RawWebSocket socket(String query) {
        return new RawWebSocket(base, "ws/" + room + query);
    }

    @Test
    @DisplayName("WebSocket: handshake")
    void handshake() {
        try (RawWebSocket socket = socket("")) {
            assertTrue(socket.greeting().startsWith("HTTP/1.1 101"), socket.greeting());
            assertTrue(socket.greeting().contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), socket.greeting());
        }
        int status = Http.get(base, "ws/" + room).statusCode();
        assertTrue(status >= 400 && status < 500, "a request that is no handshake: " + status);
    }

    @Test
    @DisplayName("WebSocket: open, message")
    void open_and_message() {
        try (RawWebSocket socket = socket("?name=ann")) {
            assertEquals(
                    "ann", socket.next("welcome").body().getJsonObject("me").getString("name"));
            socket.send("hello");
            assertEquals("hello", socket.next("event").said());
        }
    }

    @Test
    @DisplayName("WebSocket: error")
    void error() {
        try (RawWebSocket socket = socket("?after=nonsense")) {
            assertEquals("bad_position", socket.next("error").code());
            assertEquals(4400, socket.closeCode());
        }
    }

    @Test
    @DisplayName("WebSocket: close, close(code, reason)")
    void close() {
        for (int code : new int[] {1000, 3000, 4999}) {
            try (RawWebSocket socket = socket("")) {
                socket.next("welcome");
                byte[] reason = "so long".getBytes(StandardCharsets.UTF_8);
                byte[] payload = Arrays.copyOf(new byte[] {(byte) (code >> 8), (byte) code}, 2 + reason.length);
                System.arraycopy(reason, 0, payload, 2, reason.length);
                socket.send(RawWebSocket.CLOSE, true, payload);
                assertEquals(code, socket.closeCode());
            }
        }
    }

    @Test
    @DisplayName("WebSocket: send before open is taken when the connection is open")
    void sent_with_the_handshake() {
        try (RawWebSocket socket = socket("")) {
            socket.send("at once");
            assertEquals("at once", socket.next("event").said());
        }
    }

    @Test
    @DisplayName(
            "reconnecting: when the connection closes, the client opens it again: its position and token are still good")
    void opened_again() {
        Client publisher = enter(Transport.WEBSOCKET);
        for (Transport transport : Transport.values()) {
            Client before = enter(transport);
            before.cut(Cut.RESET);
            publish(publisher, "while away " + transport);
            Client again = comeBack(transport, before);
            assertEquals(before.id(), again.id());
            hearsNext(again, "while away " + transport);
        }
    }

    @Test
    @DisplayName("the server sends a sign of life")
    void the_server_gives_a_sign_of_life() {
        for (Transport transport : List.of(Transport.WEBSOCKET, Transport.SSE, Transport.NDJSON)) {
            Client reader = enter(transport);
            for (int beat = 0; beat < 3; beat++) {
                reader.next("position");
            }
        }
    }

    @Test
    @DisplayName("the client sends a sign of life, which is answered")
    void the_clients_sign_of_life_is_answered() {
        try (RawWebSocket socket = socket("")) {
            socket.send("{\"ping\":7}");
            assertEquals("{\"pong\":7}", socket.next("pong").text());
            socket.send(RawWebSocket.PING, true, new byte[] {1, 2, 3});
            RawWebSocket.Frame pong = socket.next(RawWebSocket.PONG);
            assertEquals(List.of(RawWebSocket.PONG, 3), List.of(pong.opcode(), pong.length()));
        }
    }

    @Test
    @DisplayName("signs of life: no proxy or peer cuts an idle connection")
    void an_idle_connection_lives() {
        List<Client> idle = Stream.of(Transport.values()).map(this::enter).toList();
        Client clock = enter(Transport.WEBSOCKET);
        for (int beat = 0; beat < 6; beat++) {
            clock.next("position");
        }
        publish(clock, "still there?");
        idle.forEach(client -> hearsNext(client, "still there?"));
    }

    @Test
    @DisplayName("signs of life: a dead one is found")
    void a_dead_one_is_found() {
        Client watcher = enter(Transport.WEBSOCKET);
        for (Transport transport : List.of(Transport.WEBSOCKET, Transport.WEBSOCKET_LINES)) {
            Client dead = enter(transport);
            watcher.next(line -> presence(line, "joined", dead.id()));
            dead.cut(Cut.SILENCE);
            watcher.next(line -> presence(line, "left", dead.id()));
        }
    }

    private static boolean presence(Line line, String change, String id) {
        return line.is("presence")
                && line.body().containsKey(change)
                && line.body().get(change).toString().contains(id);
    }
}
