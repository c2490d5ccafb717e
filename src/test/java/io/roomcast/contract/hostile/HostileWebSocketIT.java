package io.roomcast.contract.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.Contract;
import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Cut;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import io.roomcast.kit.socket.RawWebSocket;
import io.roomcast.server.ServerProcess;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Bad input and bad company over WebSocket: a named error or a named end, nothing hangs, no stack trace in the log. */
@OwnServer(
        "--heartbeat=1500ms --grace=500ms --rate=0 --joins=1000000 --new-rooms=1000000 --origins=https://good.example")
class HostileWebSocketIT extends Contract {

    @AfterEach
    void no_stack_trace_is_in_the_log(ServerProcess server) {
        ServerLog.holdsNoStackTrace(server);
    }

    private RawWebSocket socket(String... headers) {
        return new RawWebSocket(base, "ws/" + room, headers);
    }

    private static void livesOn(RawWebSocket socket) {
        socket.send("{\"ping\":\"alive\"}");
        socket.next("pong");
    }

    @Test
    void bad_texts_are_errors_and_the_connection_lives_on() {
        String half = "\\" + "ud800";
        try (RawWebSocket socket = socket()) {
            for (String[] row : new String[][] {
                {"bad_json", "{"},
                {"bad_json", "{\"publish\":{\"data\":\"" + half + "\"}}"},
                {"bad_json", "{\"publish\":{\"data\":" + "[".repeat(20_000) + "}}"},
                {"bad_json", "{\"publish\":{\"data\":" + "{\"a\":".repeat(9_000) + "1" + "}".repeat(9_000) + "}}"},
                {"bad_command", "{\"publish\":{\"data\":1},\"id\":\"" + "i".repeat(50_000) + "\"}"},
                {"bad_command", "{\"join\":\"x\",\"last\":99999999999999999999}"},
                {"bad_command", "{\"join\":\"x\",\"name\":\"\u202Eevil\"}"},
                {"bad_room", "{\"join\":\"../x\"}"},
                {"bad_room", "{\"join\":\"a/b\"}"},
                {"bad_room", "{\"join\":\"a\\u0000b\"}"},
                {"bad_room", "{\"join\":\"" + "x".repeat(200) + "\"}"},
                {"bad_position", "{\"join\":\"x\",\"after\":\"e:99999999999999999\"}"},
                {"unauthorized", "{\"join\":\"x\",\"token\":\"AAAA\"}"}
            }) {
                socket.send(row[1]);
                String text = socket.next("error").text();
                assertEquals(row[0], Line.of(text).code(), row[1].substring(0, Math.min(80, row[1].length())) + text);
                livesOn(socket);
            }
        }
    }

    @Test
    void a_binary_frame_is_refused_by_name() {
        try (RawWebSocket socket = socket()) {
            socket.next("welcome");
            socket.send(RawWebSocket.BINARY, true, new byte[] {1, 2, 3});
            RawWebSocket.Frame frame = socket.frame();
            while (frame.opcode() == RawWebSocket.TEXT && !Line.of(frame.text()).is("error")) {
                frame = socket.frame();
            }
            boolean named = frame.opcode() == RawWebSocket.TEXT || frame.closeCode() == 1003;
            assertTrue(named, "neither an error nor 1003");
        }
    }

    @Test
    void invalid_utf8_ends_the_connection() {
        try (RawWebSocket socket = socket()) {
            socket.next("welcome");
            socket.send(RawWebSocket.TEXT, true, new byte[] {'h', (byte) 0xFF});
            // Tomcat cannot say why while a write of ours, here the welcome, waits for the very thread that closes.
            assertTrue(Set.of(1007, 1006).contains(socket.closeCode()));
        }
    }

    @Test
    void frames_against_the_protocol_end_the_connection_with_1002() {
        for (byte[] frame : List.of(
                RawWebSocket.frame(3, true, new byte[1]),
                RawWebSocket.frame(RawWebSocket.CONTINUATION, true, new byte[1]),
                RawWebSocket.frame(RawWebSocket.PING, true, new byte[126]),
                new byte[] {(byte) 0xF1, (byte) 0x80, 0, 0, 0, 0},
                new byte[] {(byte) 0x81, 1, 'x'})) {
            try (RawWebSocket socket = socket()) {
                socket.next("welcome");
                socket.write(frame);
                assertTrue(Set.of(1002, 1006).contains(socket.closeCode()));
            }
        }
    }

    @Test
    void an_endless_message_ends_the_connection_with_1009() {
        try (RawWebSocket socket = socket()) {
            socket.next("welcome");
            socket.send(RawWebSocket.TEXT, false, new byte[1_000]);
            byte[] more = "x".repeat(16_000).getBytes(StandardCharsets.US_ASCII);
            for (int times = 0; times < 20; times++) {
                socket.send(RawWebSocket.CONTINUATION, false, more);
            }
            assertTrue(Set.of(1009, 1006).contains(socket.closeCode()));
        }
    }

    @Test
    void a_foreign_origin_is_403_and_a_rebinding_host_too() {
        for (String header : List.of(
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: http://127.0.0.1:1",
                "Sec-Fetch-Site: cross-site")) {
            try (RawWebSocket socket = socket(header)) {
                assertTrue(socket.greeting().startsWith("HTTP/1.1 403"), header + " → " + socket.greeting());
            }
        }
        try (RawWebSocket socket = socket("Origin: https://good.example")) {
            assertTrue(socket.greeting().startsWith("HTTP/1.1 101"), socket.greeting());
        }
    }

    @Test
    void a_message_in_single_bytes_is_taken_and_disturbs_nobody() {
        try (RawWebSocket slow = socket()) {
            slow.next("welcome");
            Client ann = enter(Transport.WEBSOCKET);
            for (byte next : RawWebSocket.frame(
                    RawWebSocket.TEXT, true, Commands.publish("c", "slow").getBytes(StandardCharsets.UTF_8))) {
                slow.write(new byte[] {next});
                ann.send("{\"ping\":1}");
                ann.next("pong");
            }
            hearsNext(ann, "slow");
        }
    }

    @Test
    void half_open_connections_are_found_and_their_seats_given_up() {
        Client watcher = enter(Transport.WEBSOCKET);
        List<Client> dead = List.of(Transport.WEBSOCKET, Transport.WEBSOCKET_LINES).stream()
                .map(this::enter)
                .toList();
        dead.forEach(client -> client.cut(Cut.SILENCE));
        watcher.next(line -> line.is("presence") && line.body().getInt("count") == 1);
    }

    @Test
    void a_flood_of_bad_commands_is_answered_or_ended_and_others_go_on() {
        Client ann = enter(Transport.NDJSON);
        try (RawWebSocket flood = socket()) {
            for (int times = 0; times < 20_000; times++) {
                flood.send("{");
            }
            acked(ann.publish("c-1", "calm"));
            hearsNext(ann, "calm");
        }
    }
}
