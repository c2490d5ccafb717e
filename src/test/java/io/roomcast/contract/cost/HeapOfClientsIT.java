package io.roomcast.contract.cost;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.socket.RawWebSocket;
import io.roomcast.server.ServerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The heap that a WebSocket costs once it has said something and was answered. */
@DisplayName("the heap of a client that talks")
class HeapOfClientsIT {
    private static final int FEW = 20;
    private static final int MANY = 200;
    private static final int BOUND = 32 * 1024;

    private static ServerProcess server;

    @BeforeAll
    static void start() {
        server = ServerProcess.standalone("--joins=1000000");
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private enum Kind {
        TEXT,
        LINES,
        SOCKET_IO
    }

    private static RawWebSocket client(Kind kind) {
        return switch (kind) {
            case TEXT -> talking("ws");
            case LINES -> talking("ws", "Sec-WebSocket-Protocol: roomcast.lines");
            case SOCKET_IO -> inNamespace();
        };
    }

    private static RawWebSocket talking(String path, String... headers) {
        RawWebSocket socket = new RawWebSocket(server.base(), path, headers);
        socket.send("{\"join\":\"lobby\"}");
        socket.next("welcome");
        socket.send("{\"ping\":1}");
        socket.next("pong");
        return socket;
    }

    private static RawWebSocket inNamespace() {
        RawWebSocket socket = new RawWebSocket(server.base(), "socket.io/?EIO=4&transport=websocket");
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
        List<RawWebSocket> clients =
                new ArrayList<>(Stream.generate(() -> client(kind)).limit(FEW).toList());
        try {
            long before = server.heapAfterCollection();
            Stream.generate(() -> client(kind)).limit(MANY).forEach(clients::add);
            long each = (server.heapAfterCollection() - before) / MANY;
            System.out.println("The heap of a client that talks, " + kind + ": " + each + " bytes");
            assertTrue(each < BOUND, each + " bytes");
        } finally {
            clients.forEach(RawWebSocket::close);
        }
    }
}
