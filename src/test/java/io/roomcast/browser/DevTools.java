package io.roomcast.browser;

import io.roomcast.kit.Line;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Chromium's own protocol over a WebSocket: questions with their answers, and news that come unasked. Any thread. */
final class DevTools implements WebSocket.Listener, AutoCloseable {
    private static final long PATIENCE = 20;

    private final Map<Integer, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
    private final List<JsonObject> news = new CopyOnWriteArrayList<>();
    private final Map<List<String>, Consumer<JsonObject>> listeners = new ConcurrentHashMap<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;
    private int number;

    private DevTools(URI address) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, this)
                .orTimeout(PATIENCE, TimeUnit.SECONDS)
                .join();
    }

    static DevTools at(URI address) {
        return new DevTools(address);
    }

    /** Asks the page of this session, or the browser where that is empty; gives the result. */
    JsonObject ask(String session, String method, JsonObject parameters) {
        CompletableFuture<JsonObject> answer = send(session, method, parameters);
        JsonObject said = answer.orTimeout(PATIENCE, TimeUnit.SECONDS).join();
        if (said.containsKey("error")) {
            throw new AssertionError(method + " " + parameters + ": " + said.get("error"));
        }
        return said.getJsonObject("result");
    }

    private synchronized CompletableFuture<JsonObject> send(String session, String method, JsonObject parameters) {
        int id = ++number;
        JsonObjectBuilder question =
                Json.createObjectBuilder().add("id", id).add("method", method).add("params", parameters);
        if (!session.isEmpty()) {
            question.add("sessionId", session);
        }
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        asked.put(id, answer);
        socket.sendText(question.build().toString(), true).join();
        return answer;
    }

    /** All events about a session by this name, from the first on. */
    List<JsonObject> news(String session, String method) {
        return news.stream()
                .filter(one -> one.getString("sessionId", "").equals(session))
                .filter(one -> one.getString("method").equals(method))
                .toList();
    }

    /** Each event about a session by this name goes there, on some thread, and is no news any more. */
    void listen(String session, String method, Consumer<JsonObject> listener) {
        listeners.put(List.of(session, method), listener);
    }

    private void tell(JsonObject said) {
        Consumer<JsonObject> listener =
                listeners.get(List.of(said.getString("sessionId", ""), said.getString("method")));
        if (listener == null) {
            news.add(said);
        } else {
            // It asks in turn, and this thread brings the answers.
            new Thread(() -> listener.accept(said.getJsonObject("params")), "devtools-listener").start();
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            JsonObject said = Line.object(text.toString());
            text.setLength(0);
            if (said.containsKey("id")) {
                asked.remove(said.getInt("id")).complete(said);
            } else {
                tell(said);
            }
        }
        from.request(1);
        return CompletableFuture.completedFuture(part);
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        asked.values().forEach(answer -> answer.completeExceptionally(failure));
    }

    @Override
    public void close() {
        socket.abort();
    }
}
