package io.roomcast.contract.cost;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.Contract;
import io.roomcast.contract.OwnServer;
import io.roomcast.kit.socket.Fan;
import io.roomcast.kit.socket.RawWebSocket;
import io.roomcast.server.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The write calls of the process, as Linux counts them, for what many readers are sent at once. */
@DisplayName("the write calls for an event and a reader")
@OwnServer("--engine=memory: --rate=0 --joins=1000000 --new-rooms=1000000")
class WriteCallsIT extends Contract {
    private static final int READERS = 100;
    private static final int UNDER_WAY = 32;
    private static final int EVENTS = 3000;
    private static final double MOST = 0.2;

    private enum Kind {
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
    void are_few(Kind kind, ServerProcess server) throws IOException {
        try (Fan fan = fan(kind)) {
            fan.settle();
            long before = writeCalls(server);
            fan.publish(EVENTS, UNDER_WAY);
            double each = (double) (writeCalls(server) - before) / EVENTS / READERS;
            System.out.printf("Write calls for an event and a reader, %s: %.3f%n", kind, each);
            assertTrue(each <= MOST, each + " write calls");
        }
    }

    private static long writeCalls(ServerProcess server) throws IOException {
        return Files.readAllLines(
                        Path.of("/proc", String.valueOf(server.process().pid()), "io"))
                .stream()
                .filter(line -> line.startsWith("syscw: "))
                .mapToLong(line -> Long.parseLong(line.substring("syscw: ".length())))
                .sum();
    }
}
