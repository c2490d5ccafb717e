package io.roomcast.ws;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The JDK's WebSocket client, which collects what it is told line by line. */
final class WebSocketCaller implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE = 10;

    final AtomicInteger pings = new AtomicInteger();
    final AtomicInteger frames = new AtomicInteger();
    private final BlockingQueue<JsonObject> lines = new LinkedBlockingQueue<>();
    private final List<JsonObject> kept = new ArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder part = new StringBuilder();
    private WebSocket socket;

    static WebSocketCaller open(int port, String address, String subprotocol) {
        WebSocketCaller client = new WebSocketCaller();
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        if (!subprotocol.isEmpty()) {
            builder.subprotocols(subprotocol);
        }
        client.socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + address), client)
                .orTimeout(PATIENCE, TimeUnit.SECONDS)
                .join();
        return client;
    }

    String subprotocol() {
        return socket.getSubprotocol();
    }

    WebSocketCaller say(String text) {
        socket.sendText(text, true).orTimeout(PATIENCE, TimeUnit.SECONDS).join();
        return this;
    }

    WebSocketCaller sayBytes(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true)
                .orTimeout(PATIENCE, TimeUnit.SECONDS)
                .join();
        return this;
    }

    /** The next line with this key; lines without it are kept for later. */
    JsonObject next(String key) {
        Iterator<JsonObject> earlier = kept.iterator();
        while (earlier.hasNext()) {
            JsonObject line = earlier.next();
            if (line.containsKey(key)) {
                earlier.remove();
                return line;
            }
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        try {
            for (JsonObject line = poll(deadline); line != null; line = poll(deadline)) {
                if (line.containsKey(key)) {
                    return line;
                }
                kept.add(line);
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
        throw new AssertionError("no line with " + key + " came, but " + kept);
    }

    JsonObject welcome() {
        return next("welcome").getJsonObject("welcome");
    }

    JsonObject error() {
        return next("error").getJsonObject("error");
    }

    JsonObject bye() {
        return next("bye").getJsonObject("bye");
    }

    /** The close code. */
    int closed() {
        return closed.orTimeout(PATIENCE, TimeUnit.SECONDS).join();
    }

    boolean isClosed() {
        return closed.isDone();
    }

    /** Breaks the connection without a close. */
    void cut() {
        socket.abort();
    }

    private JsonObject poll(long deadline) throws InterruptedException {
        return lines.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void take(String line) {
        lines.add(Json.createReader(new StringReader(line)).readObject());
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        part.append(data);
        if (last) {
            frames.incrementAndGet();
            take(part.toString());
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        part.append(StandardCharsets.ISO_8859_1.decode(data));
        if (last) {
            frames.incrementAndGet();
            String whole = new String(part.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            whole.lines().forEach(this::take);
            part.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
        pings.incrementAndGet();
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(1006);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
