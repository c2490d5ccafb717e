package io.roomcast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** With rooms in memory alone, what one transport writes can be read on another only if both have the same bean. */
public abstract class SharedRoomsContract {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    @DisplayName("what a servlet publishes the endpoint's connection reads")
    void sameRooms(URI base) throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        URI address = URI.create("ws" + base.resolve("ws/shared").toString().substring("http".length()));
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(address, new Lines(lines))
                .get(10, TimeUnit.SECONDS);
        assertTrue(next(lines).startsWith("{\"welcome\""));
        HttpRequest request = HttpRequest.newBuilder(base.resolve("rooms/shared/events"))
                .POST(BodyPublishers.ofString("h\"i 大"))
                .build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertEquals(201, answer.statusCode());
        String line = next(lines);
        while (!line.contains("\"offset\":1,")) {
            line = next(lines);
        }
        assertTrue(line.contains("\"data\":\"h\\\"i 大\""), line);
        socket.abort();
    }

    private static String next(BlockingQueue<String> lines) throws InterruptedException {
        String line = lines.poll(10, TimeUnit.SECONDS);
        assertTrue(line != null, "nothing came");
        return line;
    }

    private record Lines(BlockingQueue<String> lines) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            lines.add(text.toString());
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
