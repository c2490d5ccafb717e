package io.roomcast.server.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Http;
import io.roomcast.kit.Line;
import io.roomcast.kit.socket.RawWebSocket;
import java.net.URI;

/** The program of the examples answers wherever it runs. */
final class ParrotContract {
    private ParrotContract() {}

    static void check(URI base) {
        try (RawWebSocket socket = new RawWebSocket(base, "ws/parrot?name=ann")) {
            socket.next("welcome");
            socket.send(Commands.publish("c-1", "hi"));
            Line line = socket.line();
            while (!line.isEvent()) {
                line = socket.line();
            }
            assertEquals("hi!!!", line.said());
        }
        String answer = Http.post(base, "rooms/parrot/events", "hello").body();
        assertTrue(answer.contains("\"hello!!!\""), answer);
    }
}
