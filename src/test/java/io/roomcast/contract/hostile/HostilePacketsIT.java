package io.roomcast.contract.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.socket.RawWebSocket;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets of Socket.IO that are none: they end the connection that sends them, and nothing of them reaches the room. */
@OwnServer("--rate=0 --joins=1000000 --new-rooms=1000000")
class HostilePacketsIT extends HostileSocketIo {
    private static final int BAD_COMMAND = 4400;
    private static final String HOLDER = "{\"_placeholder\":true,\"num\":0}";

    /** The packets that somebody in the room sends, divided by blanks; $ is the namespace, b begins bytes. */
    static Stream<String> attachments() {
        return Stream.of(
                // too many, none, a count that is none
                "4511-$[\"m\"]",
                "450-$[\"m\"]",
                "45-$[\"m\"]",
                "45$[\"m\"]",
                "451[\"m\"]",
                "459999999999999999999-$[\"m\"]",
                "45-1-$[\"m\"]",
                "4611-$0[]",
                // a count that never arrives, because something else comes
                "451-$[\"m\"," + HOLDER + "] 42$[\"m\"]",
                "452-$[\"m\"," + HOLDER + "] bAQID 41$",
                "451-$[\"m\"," + HOLDER + "] 451-$[\"m\"," + HOLDER + "]",
                // bytes that nobody awaits
                "bAQID",
                // a number out of range, or none
                "451-$[\"m\",{\"_placeholder\":true,\"num\":1}] bAQID",
                "451-$[\"m\",{\"_placeholder\":true,\"num\":-1}] bAQID",
                "451-$[\"m\",{\"_placeholder\":true,\"num\":0.5}] bAQID",
                "451-$[\"m\",{\"_placeholder\":true,\"num\":1e9}] bAQID",
                "451-$[\"m\",{\"_placeholder\":true,\"num\":99999999999}] bAQID",
                "451-$[\"m\",{\"_placeholder\":true,\"num\":\"0\"}] bAQID",
                "451-$[\"m\",{\"_placeholder\":true,\"num\":\"splice\"}] bAQID",
                "451-$[\"m\",{\"_placeholder\":true,\"num\":null}] bAQID",
                "451-$[\"m\",{\"_placeholder\":true,\"num\":[0]}] bAQID",
                "451-$[\"m\",{\"_placeholder\":true}] bAQID",
                "451-$[\"m\",{\"_pl\\u0061ceholder\":true,\"num\":7}] bAQID",
                "451-$[\"m\"," + HOLDER + "," + HOLDER + "] bAQID",
                "461-$0[{\"_placeholder\":true,\"num\":1}] bAQID");
    }

    static Stream<String> heads() {
        return Stream.of(
                "47$",
                "4x",
                "4",
                "44${\"message\":\"no\"}",
                "42$12345678901234567[\"m\"]",
                "42$" + "9".repeat(100_000) + "[\"m\"]",
                "40/" + "n".repeat(100_000),
                "42/" + "n".repeat(100_000) + ",[\"m\"]",
                "42/" + "n".repeat(100_000));
    }

    static Stream<String> payloads() {
        String nested = "[".repeat(5_000);
        return Stream.of(
                "42$",
                "42${}",
                "42$[]",
                "42$[null]",
                "42$[{}]",
                "42$[[\"m\"]]",
                "42$[\"m\"",
                "42$[\"m\"]]",
                "42$[\"m\",]",
                "42$[\"m\",\"\\ud800\"]",
                "42$[\"m\"," + nested,
                "42$[\"m\"," + nested + "]".repeat(5_000) + "]",
                "42$[\"m\"" + ",1".repeat(500) + "]",
                "43$[1]",
                "43$0{}",
                "41${}",
                "40/other,[]",
                "40/other,\"x\"",
                "40/other," + "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000));
    }

    static Stream<String> moments() {
        return Stream.of(
                // names that Socket.IO keeps for itself
                "42$[\"connect\"]",
                "42$[\"connect_error\",{}]",
                "42$[\"disconnect\",\"x\"]",
                "42$[\"disconnecting\"]",
                "42$[\"newListener\"]",
                "42$[\"removeListener\"]",
                "42$[\"conn\\u0065ct\"]",
                // what is not for this time or place
                "40$",
                "42[\"m\"]",
                "42/elsewhere,[\"m\"]",
                "41/elsewhere,",
                "43/elsewhere,0[]");
    }

    private static String brief(String packets) {
        return packets.substring(0, Math.min(100, packets.length()));
    }

    @ParameterizedTest
    @MethodSource({"attachments", "heads", "payloads", "moments"})
    void bad_packets_end_a_WebSocket(String packets) {
        try (RawWebSocket socket = socketInTheRoom()) {
            for (String packet : in(packets).split(" ", -1)) {
                if (packet.startsWith("b")) {
                    socket.send(RawWebSocket.BINARY, true, Base64.getDecoder().decode(packet.substring(1)));
                } else {
                    socket.send(packet);
                }
            }
            assertEquals(BAD_COMMAND, socket.closeCode(), brief(packets));
        }
    }

    @ParameterizedTest
    @MethodSource({"attachments", "heads", "payloads", "moments"})
    void bad_packets_end_polling(String packets) {
        RawPolling polling = pollingInTheRoom();
        HttpResponse<String> answer = polling.send(in(packets).split(" ", -1));
        assertTrue(answer.statusCode() == 200 || answer.statusCode() == 400, brief(packets) + answer);
        polling.isOver();
        theWitnessHearsNothingBefore("clean");
    }

    @Test
    void bytes_behind_the_last_attachment_end_the_connection_and_the_packet_counts() {
        RawPolling polling = pollingInTheRoom();
        polling.send(in("451-$[\"message\"," + HOLDER + "]"), "bAQID", "bAQID", event("behind"));
        polling.isOver();
        assertEquals("{\"_binary\":\"AQID\"}", toTheWitness().data().toString());
        theWitnessHearsNothingBefore("clean");
    }

    @ParameterizedTest
    @ValueSource(strings = {"42[\"m\"]", "42$[\"m\"]", "41$", "43$0[]", "bAQID", "44$", "x"})
    void nothing_may_come_before_a_CONNECT(String packet) {
        try (RawWebSocket socket = socket()) {
            socket.send(in(packet));
            assertEquals(BAD_COMMAND, socket.closeCode());
        }
        RawPolling polling = polling();
        polling.send(in(packet));
        polling.isOver();
    }

    @Test
    void packets_before_the_bad_one_count_and_those_behind_it_do_not() {
        RawPolling polling = pollingInTheRoom();
        polling.send(event("before"), "42nonsense", event("behind"));
        polling.isOver();
        theWitnessHearsFirst("before");
        theWitnessHearsNothingBefore("clean");
    }

    @Test
    void who_is_refused_again_and_again_is_ended() {
        try (RawWebSocket socket = socket()) {
            for (int number = 0; number <= 100; number++) {
                socket.send("40/!" + number + ",");
            }
            assertEquals(4430, socket.closeCode());
        }
    }

    @Test
    void what_is_only_strange_is_taken() {
        try (RawWebSocket socket = socketInTheRoom()) {
            socket.send(in("43$77[\"nobody asked\"]"));
            socket.send(in("42$9007199254740991[\"message\",\"long number\"]"));
            List<String> told = Stream.of(next(socket), next(socket)).sorted().toList();
            assertTrue(told.get(0).startsWith(in("42$[\"message\",\"long number\",")), told::toString);
            assertTrue(told.get(1).startsWith(in("43$9007199254740991[")), told::toString);
            socket.send(in("42$[\"message\"," + HOLDER + "]"));
            assertTrue(next(socket).startsWith(in("42$[\"message\"," + HOLDER + ",")), "a text packet has none");
            socket.send("40/no room");
            assertEquals("44/no room,{\"message\":\"Invalid namespace\"}", next(socket));
            socket.send("40/" + "n".repeat(300));
            assertEquals("44/" + "n".repeat(300) + ",{\"message\":\"Invalid namespace\"}", next(socket));
        }
    }

    @Test
    void nobody_is_sent_a_packet_that_clients_would_choke_on() {
        try (RawWebSocket socket = socketInTheRoom()) {
            for (String type : new String[] {"connect", "disconnect", "roomcast:bye"}) {
                assertEquals(
                        400,
                        post("events", "{\"publish\":{\"type\":\"" + type + "\",\"data\":1}}")
                                .statusCode());
            }
            String data = "[{\"_pl\\u0061ceholder\":true,\"num\":5},{\"_binary\":\"AQID\"}]";
            post("events", "{\"publish\":{\"type\":\"message\",\"data\":" + data + "}}");
            String plain = "[{\"_placeholder\":true,\"num\":5},{\"_binary\":\"AQID\"}]";
            assertTrue(next(socket).startsWith(in("42$[\"message\"," + plain + ",")));
        }
    }

    @Test
    void an_attachment_that_never_comes_keeps_nobody_from_hearing() {
        try (RawWebSocket socket = socketInTheRoom()) {
            socket.send(in("4510-$[\"message\"," + HOLDER + "]"));
            socket.send(RawWebSocket.BINARY, true, new byte[] {1});
            publish(enter(Transport.WEBSOCKET), "to all");
            assertTrue(next(socket).startsWith(in("42$[\"message\",\"to all\"")));
        }
        theWitnessHearsFirst("to all");
    }
}
