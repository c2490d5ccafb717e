package io.roomcast.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.socket.RawWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pings of a client are answered between the events, none of which is lost, doubled or broken by that. */
public abstract class PingsContract extends Contract {
    private static final int COUNT = 400;
    private static final int TOGETHER = 10;
    private static final Pattern EVENT = Pattern.compile("\"message\".*?\"(\\d+)\"");

    enum Kind {
        TEXT,
        LINES,
        SOCKET_IO
    }

    private RawWebSocket reader(Kind kind) {
        return switch (kind) {
            case TEXT -> welcomed(new RawWebSocket(base, "ws/" + room));
            case LINES -> welcomed(new RawWebSocket(base, "ws/" + room, "Sec-WebSocket-Protocol: roomcast.lines"));
            case SOCKET_IO -> {
                RawWebSocket socket = new RawWebSocket(base, "socket.io/?EIO=4&transport=websocket");
                socket.next(RawWebSocket.TEXT);
                socket.send("40/" + room + ",");
                socket.next(RawWebSocket.TEXT);
                yield socket;
            }
        };
    }

    private static RawWebSocket welcomed(RawWebSocket socket) {
        socket.next("welcome");
        return socket;
    }

    @ParameterizedTest
    @EnumSource
    void pings_are_answered_while_events_are_on_their_way(Kind kind) {
        Client publisher = enter(Transport.WEBSOCKET);
        try (RawWebSocket reader = reader(kind)) {
            CompletableFuture<Void> published = CompletableFuture.runAsync(() -> {
                for (int from = 1; from <= COUNT; from += TOGETHER) {
                    publish(publisher, from, from + TOGETHER - 1);
                }
            });
            List<Integer> heard = new ArrayList<>();
            int pings = 0;
            int answered = 0;
            while (heard.size() < COUNT) {
                ping(reader, ++pings);
                RawWebSocket.Frame frame = reader.frame();
                if (frame.opcode() == RawWebSocket.PONG) {
                    answered = next(answered, frame);
                } else {
                    assertTrue(frame.opcode() <= RawWebSocket.BINARY, () -> frame.opcode() + " " + frame.closeCode());
                    EVENT.matcher(frame.text())
                            .results()
                            .map((MatchResult one) -> Integer.valueOf(one.group(1)))
                            .forEach(heard::add);
                }
            }
            assertTrue(answered > 0, "no answer came between the events");
            published.join();
            assertEquals(numbers(1, COUNT), heard.stream().map(String::valueOf).toList());
            ping(reader, ++pings);
            while (answered < pings) {
                answered = next(answered, reader.next(RawWebSocket.PONG));
            }
        }
    }

    private static void ping(RawWebSocket reader, int number) {
        reader.send(RawWebSocket.PING, true, Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
    }

    /** The number of an answer; only the newest of several pings need be answered. */
    private static int next(int before, RawWebSocket.Frame pong) {
        int number = Integer.parseInt(pong.text());
        assertTrue(number > before, () -> number + " after " + before);
        return number;
    }
}
