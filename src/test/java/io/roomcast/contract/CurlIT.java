package io.roomcast.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Http;
import io.roomcast.contract.client.RawEvents;
import io.roomcast.kit.Line;
import io.roomcast.kit.socket.RawSocket;
import io.roomcast.kit.socket.RawWebSocket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** {@code curl -d hello localhost:8080/rooms/lobby/events}, with the very bytes that curl sends. */
@OwnServer
class CurlIT {

    @Test
    void a_line_of_curl_reaches_a_websocket_a_long_poll_and_both_streams_the_same(URI base) {
        String position = Line.of(Http.get(base, "rooms/lobby/events").body()).position();
        try (RawWebSocket socket = new RawWebSocket(base, "ws/lobby");
                Listener lines = new Listener(base, "lobby", "application/x-ndjson");
                Listener events = new Listener(base, "lobby", "text/event-stream")) {
            socket.next("welcome");
            lines.line();
            CompletableFuture<String> poll =
                    CompletableFuture.supplyAsync(() -> Http.get(base, "rooms/lobby/events?wait=10&after=" + position)
                            .body());
            RawSocket.Answer answer = curl(base);
            assertEquals(201, answer.status(), answer.toString());
            Line event = socket.next("event");
            assertEquals("hello", event.said());
            assertEquals(event.text(), lines.event());
            assertEquals(event.text(), events.event());
            assertEquals(event.text(), RawEvents.in(poll.join()).get(0));
            assertTrue(answer.body().contains(":" + event.offset() + "\""), answer.body());
        }
    }

    /** The request as curl makes it, but that it asks for the end of the connection, which curl makes itself. */
    private static RawSocket.Answer curl(URI base) {
        String head = "POST " + base.getPath() + "rooms/lobby/events HTTP/1.1\n"
                + "Host: localhost:" + base.getPort() + "\n"
                + "User-Agent: curl/7.88.1\n"
                + "Accept: */*\n"
                + "Content-Length: 5\n"
                + "Content-Type: application/x-www-form-urlencoded\n"
                + "Connection: close\n"
                + "\n";
        return RawSocket.exchange(base, head, "hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
}
