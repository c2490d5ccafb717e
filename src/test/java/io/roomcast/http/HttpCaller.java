package io.roomcast.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomcast.kit.socket.RawSocket;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Speaks HTTP with a test server: whole requests by the JDK's client, streams over a bare socket. */
final class HttpCaller {
    static final Duration SOON = Duration.ofSeconds(5);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final TestServer server;

    HttpCaller(TestServer server) {
        this.server = server;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, new byte[0], headers);
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send("POST", path, body.getBytes(UTF_8), headers);
    }

    HttpResponse<String> send(String method, String path, byte[] body, String... headers) {
        return later(method, path, body, headers)
                .orTimeout(20, java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }

    CompletableFuture<HttpResponse<String>> getLater(String path, String... headers) {
        return later("GET", path, new byte[0], headers);
    }

    private CompletableFuture<HttpResponse<String>> later(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.at(path)).method(method, BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.sendAsync(request.build(), BodyHandlers.ofString());
    }

    static JsonObject json(HttpResponse<String> response) {
        return json(response.body());
    }

    static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    /** The code of a refusal, with its status before it. */
    static String error(HttpResponse<String> response) {
        return response.statusCode() + " "
                + json(response).getJsonObject("error").getString("code");
    }

    static List<String> data(HttpResponse<String> poll) {
        return json(poll).getJsonArray("events").getValuesAs(JsonObject.class).stream()
                .map(event -> event.get("data").toString())
                .toList();
    }

    String publish(String room, String text, String... headers) {
        return json(post("/rooms/" + room + "/events", text, headers)).getString("position");
    }

    JsonObject enter(String room, String name) {
        return json(post("/rooms/" + room + "/members", "{\"name\":\"" + name + "\"}"))
                .getJsonObject("welcome");
    }

    Raw raw(String request) {
        return new Raw(request);
    }

    Raw stream(String path, String accept, String... headers) {
        return raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAccept: " + accept + "\r\n"
                + String.join("", headers) + "\r\n");
    }

    /** A connection whose bytes are in the test's hands. Lines of chunk sizes are left out. */
    final class Raw implements AutoCloseable {
        private final RawSocket socket = RawSocket.narrow(server.at("/"));

        private Raw(String request) {
            write(request);
        }

        void write(String text) {
            socket.write(text.getBytes(UTF_8));
        }

        /** The next line that is no chunk's size; empty lines count. */
        String line() {
            String line = socket.line();
            return line.matches("[0-9a-fA-F]{1,6}") ? line() : line;
        }

        /** Reads up to a line that has this in it, and says which that was; the last one if there is none. */
        String until(String part) {
            String line = line();
            while (!line.contains(part) && !socket.isOver()) {
                line = line();
            }
            return line;
        }

        List<String> toTheEnd() {
            List<String> lines = new ArrayList<>();
            while (!socket.isOver()) {
                lines.add(line());
            }
            return lines;
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
