package io.roomcast.contract.client;

import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client over WebSocket: a line in each text frame, or many in a binary one where {@code roomcast.lines} is spoken. */
public final class WebSocketClient extends Wired implements WebSocket.Listener {
    private static final String LINES = "roomcast.lines";
    private static final long PATIENCE = 8;

    private final StringBuilder text = new StringBuilder();
    private final Bytes bytes = new Bytes();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;
    private CompletableFuture<WebSocket> sending = CompletableFuture.completedFuture(null);

    private WebSocketClient(URI server, Entering entering, boolean lines, String path) {
        super(server, entering);
        Map<String, String> query = new LinkedHashMap<>();
        if (!entering.joinsLater()) {
            query.putAll(entering.who());
            query.putAll(entering.from());
        }
        URI address = URI.create("ws" + base().resolve(path).toString().substring("http".length())
                + (query.isEmpty() ? "" : "?" + Entering.query(query)));
        WebSocket.Builder builder = Http.CLIENT.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(PATIENCE));
        this.socket = open(lines ? builder.subprotocols(LINES) : builder, address);
    }

    private WebSocket open(WebSocket.Builder builder, URI address) {
        try {
            // The client of Java waits for ever when the connection ends at the wrong moment.
            return builder.buildAsync(address, this)
                    .orTimeout(PATIENCE, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            close();
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                HttpResponse<?> response = refused.getResponse();
                String body = response.body() instanceof String said ? said : "";
                throw new Refused(response.statusCode(), body.startsWith("{") ? body : "");
            }
            throw new AssertionError("No WebSocket at " + address, e.getCause());
        }
    }

    /** Comes into a room by its URL, or by a command if it wants so, and is welcomed. */
    static WebSocketClient enter(URI server, Entering entering, boolean lines) {
        WebSocketClient client = entering.joinsLater()
                ? new WebSocketClient(server, entering, lines, "ws")
                : connect(server, entering, lines);
        if (entering.joinsLater()) {
            client.send(entering.command());
        }
        client.awaitWelcome();
        return client;
    }

    /** Opens the URL of a room, whatever the answer may be. */
    public static WebSocketClient connect(URI server, Entering entering, boolean lines) {
        return new WebSocketClient(server, entering, lines, "ws/" + Entering.encoded(entering.room()));
    }

    /** Connects without a room; {@code room} is the one whose position is kept. */
    public static WebSocketClient open(URI server, String room) {
        return new WebSocketClient(server, Entering.into(room), false, "ws");
    }

    /** The close code with which the server ended the connection. */
    public int closeCode() {
        try {
            return closed.get(PATIENCE, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(this + " was not closed; it heard " + heard(), e);
        } catch (Exception e) {
            throw new AssertionError(this + " was not closed with a code", e);
        }
    }

    public String subprotocol() {
        return socket.getSubprotocol();
    }

    @Override
    public synchronized void send(String command) {
        sending = sending.handle((done, failure) -> done).thenCompose(done -> socket.sendText(command, true));
    }

    public synchronized void sendBytes(byte[] frame) {
        sending = sending.handle((done, failure) -> done)
                .thenCompose(done -> socket.sendBinary(ByteBuffer.wrap(frame), true));
    }

    @Override
    public void say(String plain) {
        send(plain);
    }

    @Override
    public void leave() {
        send("{\"leave\":" + Commands.quoted(room()) + "}");
    }

    @Override
    public void close() {
        if (socket != null && !isOver()) {
            sending = sending.handle((done, failure) -> done)
                    .thenCompose(done -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""))
                    .orTimeout(PATIENCE, TimeUnit.SECONDS)
                    .handle((done, alreadyGone) -> {
                        super.close();
                        return socket;
                    });
        } else {
            super.close();
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            came(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
        byte[] piece = new byte[part.remaining()];
        part.get(piece);
        bytes.add(piece);
        if (last) {
            bytes.lines().forEach(this::came);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        refused(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.completeExceptionally(failure);
        ended();
    }

    /** Text as it is in bytes. */
    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
