package io.roomcast.contract.cost;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.socket.Door;
import io.roomcast.kit.socket.RawSocket;
import io.roomcast.kit.socket.RawWebSocket;
import io.roomcast.server.ServerProcess;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The heap that a client costs once it has said something and was answered. */
@DisplayName("the heap of a client that talks")
class HeapOfClientsIT {
    private static final int FEW = 20;
    private static final int MANY = 200;

    /** A kind of client, and how many KB it may cost. Tomcat keeps 45 KB for a request that is not answered yet. */
    private enum Kind {
        TEXT(20),
        LINES(20),
        SOCKET_IO(20),
        TCP(20),
        STREAM(68);

        private final int bound;

        Kind(int kilobytes) {
            this.bound = kilobytes * 1024;
        }
    }

    private static AutoCloseable client(Kind kind, URI base) {
        return switch (kind) {
            case TEXT -> talking(base, "ws");
            case LINES -> talking(base, "ws", "Sec-WebSocket-Protocol: roomcast.lines");
            case SOCKET_IO -> inNamespace(base);
            case TCP -> onTcp(base);
            case STREAM -> onStream(base);
        };
    }

    private static RawSocket onTcp(URI base) {
        RawSocket socket = RawSocket.ofLines(base);
        socket.write("/json\n{\"join\":\"lobby\"}\n{\"ping\":1}\n");
        waitFor("\"pong\"", socket);
        return socket;
    }

    private static RawSocket onStream(URI base) {
        RawSocket socket = new RawSocket(base);
        socket.write("GET /rooms/lobby/events?wait=stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
        socket.head();
        socket.chunked();
        waitFor("\"position\"", socket);
        return socket;
    }

    private static void waitFor(String word, RawSocket socket) {
        String line = socket.line();
        while (!line.contains(word)) {
            assertFalse(socket.isOver(), "ended before " + word);
            line = socket.line();
        }
    }

    private static RawWebSocket talking(URI base, String path, String... headers) {
        RawWebSocket socket = new RawWebSocket(base, path, headers);
        socket.send("{\"join\":\"lobby\"}");
        socket.next("welcome");
        socket.send("{\"ping\":1}");
        socket.next("pong");
        return socket;
    }

    private static RawWebSocket inNamespace(URI base) {
        RawWebSocket socket = new RawWebSocket(base, "socket.io/?EIO=4&transport=websocket");
        socket.send("40/lobby,");
        socket.send("42/lobby,1[\"message\",\"hi\"]");
        String answer = socket.next(RawWebSocket.TEXT).text();
        while (!answer.startsWith("43/lobby,1")) {
            answer = socket.next(RawWebSocket.TEXT).text();
        }
        return socket;
    }

    @ParameterizedTest
    @EnumSource
    void is_small(Kind kind) {
        List<AutoCloseable> clients = new ArrayList<>();
        // Of its own, so that no seat of those before is given up meanwhile.
        try (ServerProcess server = ServerProcess.standalone("--joins=1000000")) {
            Stream.generate(() -> client(kind, server.base())).limit(FEW).forEach(clients::add);
            long before = server.heapAfterCollection();
            Stream.generate(() -> client(kind, server.base())).limit(MANY).forEach(clients::add);
            long each = (server.heapAfterCollection() - before) / MANY;
            System.out.println("The heap of a client that talks, " + kind + ": " + each + " bytes");
            assertTrue(each < kind.bound, each + " bytes");
        } finally {
            clients.forEach(Door::shut);
        }
    }
}
