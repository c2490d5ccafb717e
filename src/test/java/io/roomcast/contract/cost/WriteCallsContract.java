package io.roomcast.contract.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.Contract;
import io.roomcast.contract.client.Http;
import io.roomcast.kit.socket.Fan;
import io.roomcast.kit.socket.RawWebSocket;
import io.roomcast.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The write calls of the process, as Linux counts them, for what many readers are sent at once. */
public abstract class WriteCallsContract extends Contract {
    private static final int READERS = 100;
    private static final int UNDER_WAY = 32;
    private static final int EVENTS = 400;
    private static final int FEW_EVENTS = 64;
    private static final double MOST = 0.2;

    /** Where the container writes one frame after the other, and some for itself. */
    private static final double ONE_EACH = 2.5;

    /** Some for the store and for waking threads as well. */
    private static final int MOST_OF_LONG = 50;

    private static final int LONG = 60_000;
    private static final int LONG_EVENTS = 30;

    enum Kind {
        TEXT,
        LINES,
        SOCKET_IO
    }

    private Fan fan(Kind kind) throws IOException {
        String said = "{\"publish\":{\"data\":\"#\"}}";
        return switch (kind) {
            case TEXT -> new Fan(base, READERS, RawWebSocket.handshake(base, "ws/" + room), "", said);
            case LINES -> {
                String lines = "Sec-WebSocket-Protocol: roomcast.lines";
                yield new Fan(base, READERS, RawWebSocket.handshake(base, "ws/" + room, lines), "", said);
            }
            case SOCKET_IO -> {
                String handshake = RawWebSocket.handshake(base, "socket.io/?EIO=4&transport=websocket");
                String namespace = "/" + room + ",";
                yield new Fan(base, READERS, handshake, "40" + namespace, "42" + namespace + "[\"message\",\"#\"]");
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void an_event_and_a_reader_need_few_write_calls(Kind kind, Server server) throws IOException {
        boolean joined = kind == Kind.LINES || server.kind().joinsFrames();
        int events = joined ? EVENTS : FEW_EVENTS;
        // A server that has just started is slow, and joins less.
        try (Fan others = fan(kind)) {
            others.settle();
            others.publish(events, UNDER_WAY);
        }
        try (Fan fan = fan(kind)) {
            fan.settle();
            fan.publish(events / 4, UNDER_WAY);
            long before = writeCalls(server);
            fan.publish(events, UNDER_WAY);
            double each = (double) (writeCalls(server) - before) / events / READERS;
            System.out.printf("Write calls for an event and a reader on %s, %s: %.3f%n", server.kind(), kind, each);
            assertTrue(each <= (joined ? MOST : ONE_EACH), each + " calls");
        }
    }

    @Test
    void a_long_answer_over_http_needs_few_write_calls(Server server) {
        String event = "x".repeat(LONG / LONG_EVENTS);
        String path = "rooms/" + room + "/events";
        for (int published = 0; published < LONG_EVENTS; published++) {
            assertEquals(201, Http.post(base, path, event).statusCode());
        }
        long before = writeCalls(server);
        String answer = Http.get(base, path + "?last=" + LONG_EVENTS).body();
        long calls = writeCalls(server) - before;
        System.out.printf("Write calls for %,d bytes over HTTP on %s: %d%n", answer.length(), server.kind(), calls);
        assertTrue(answer.length() > LONG && calls <= MOST_OF_LONG, calls + " calls");
    }

    private static long writeCalls(Server server) {
        ProcessHandle process = server.process().process().toHandle();
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(one -> writeCalls(one.pid()))
                .sum();
    }

    private static long writeCalls(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "io")).stream()
                    .filter(line -> line.startsWith("syscw: "))
                    .mapToLong(line -> Long.parseLong(line.substring("syscw: ".length())))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
