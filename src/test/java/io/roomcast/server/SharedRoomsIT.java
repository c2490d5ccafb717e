package io.roomcast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@OnEachServer
class SharedRoomsIT {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Jsonb json = JsonbBuilder.create();

    @Test
    void the_endpoint_and_the_servlet_are_given_the_same_rooms(URI base) throws Exception {
        assertEquals(overHttp(base).get("life"), overWebSocket(base, "hi").get("life"));
    }

    @Test
    void a_text_comes_back_as_json(URI base) throws Exception {
        assertEquals("h\"i 大", overWebSocket(base, "h\"i 大").get("data"));
    }

    private Map<?, ?> overHttp(URI base) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve("rooms/lobby")).build();
        return parsed(client.send(request, BodyHandlers.ofString()).body());
    }

    private Map<?, ?> overWebSocket(URI base, String text) throws Exception {
        URI address = URI.create("ws" + base.resolve("ws/lobby").toString().substring("http".length()));
        CompletableFuture<String> answer = new CompletableFuture<>();
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(address, new FirstText(answer))
                .get(10, TimeUnit.SECONDS);
        socket.sendText(text, true).get(10, TimeUnit.SECONDS);
        try {
            return parsed(answer.get(10, TimeUnit.SECONDS));
        } finally {
            socket.abort();
        }
    }

    private Map<?, ?> parsed(String text) {
        return json.fromJson(text, Map.class);
    }

    private record FirstText(CompletableFuture<String> answer) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            answer.complete(text.toString());
            return CompletableFuture.completedFuture(null);
        }
    }
}
