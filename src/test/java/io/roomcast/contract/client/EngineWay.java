package io.roomcast.contract.client;

import io.roomcast.kit.Line;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** How packets of Engine.IO travel: each as a text, both ways. What comes is handed on in order. */
interface EngineWay {
    /** The status with which the server ended it, a close code or one of HTTP. */
    @FunctionalInterface
    interface Ended {
        void with(int status);
    }

    void send(String packet);

    /** Nobody waits for what comes any more. */
    void stop();

    /** By polling alone. */
    final class Polling implements EngineWay {
        private static final String SEPARATOR = "\u001e";

        private final URI base;
        private final Consumer<String> packets;
        private final Ended ended;
        private volatile String session = "";
        private final CompletableFuture<Void> known = new CompletableFuture<>();
        private CompletableFuture<?> sending = known;
        private volatile CompletableFuture<?> asking = known;

        Polling(URI base, Consumer<String> packets, Ended ended) {
            this.base = base;
            this.packets = packets;
            this.ended = ended;
            ask();
        }

        private HttpRequest.Builder request() {
            return Http.request(base, "socket.io/?EIO=4&transport=polling" + session);
        }

        private void ask() {
            asking = Http.CLIENT
                    .sendAsync(request().build(), BodyHandlers.ofString())
                    .whenComplete((answer, failure) -> take(answer, failure));
        }

        private void take(HttpResponse<String> answer, Throwable failure) {
            if (failure != null || answer.statusCode() != 200) {
                ended.with(failure != null ? 0 : answer.statusCode());
                return;
            }
            for (String packet : answer.body().split(SEPARATOR, -1)) {
                if (packet.startsWith("0")) {
                    session = "&sid=" + Line.object(packet.substring(1)).getString("sid");
                    known.complete(null);
                }
                packets.accept(packet);
            }
            ask();
        }

        /** Says so, as real clients do: a server cannot see that nobody will poll any more. */
        @Override
        public void stop() {
            if (known.isDone()) {
                send("1");
            }
            try {
                sending.get(1, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException nobodyThere) {
                // Then there is nobody to be told.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            asking.cancel(true);
        }

        @Override
        public synchronized void send(String packet) {
            sending = sending.handle((done, failure) -> done)
                    .thenCompose(done -> Http.CLIENT.sendAsync(
                            request().POST(BodyPublishers.ofString(packet)).build(), BodyHandlers.ofString()))
                    .thenAccept(answer -> {
                        if (answer.statusCode() != 200) {
                            ended.with(answer.statusCode());
                        }
                    });
        }
    }

    /** By a WebSocket alone. */
    final class Socket implements EngineWay, WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private final Consumer<String> packets;
        private final Ended ended;
        private CompletableFuture<WebSocket> sending;

        Socket(URI base, Consumer<String> packets, Ended ended) {
            this.packets = packets;
            this.ended = ended;
            String address =
                    base.resolve("socket.io/?EIO=4&transport=websocket").toString();
            this.sending = Http.CLIENT
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("ws" + address.substring("http".length())), this)
                    .orTimeout(8, TimeUnit.SECONDS);
            sending.exceptionally(failure -> {
                ended.with(0);
                return null;
            });
        }

        @Override
        public void stop() {
            // Nothing comes on the socket after its cable is gone.
        }

        @Override
        public synchronized void send(String packet) {
            sending = sending.thenCompose(socket -> socket.sendText(packet, true));
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                String packet = text.toString();
                text.setLength(0);
                packets.accept(packet);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            ended.with(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            ended.with(0);
        }
    }
}
