package io.roomcast.contract.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Plain requests and their whole answers. */
public final class Http {
    static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Http() {}

    /** Asks for something below the base; headers are names and values in turn. */
    public static HttpResponse<String> get(URI base, String path, String... headers) {
        return send(request(base, path, headers).build());
    }

    public static HttpResponse<String> post(URI base, String path, String body, String... headers) {
        return send(
                request(base, path, headers).POST(BodyPublishers.ofString(body)).build());
    }

    public static HttpResponse<String> post(URI base, String path, byte[] body, String... headers) {
        return send(request(base, path, headers)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    public static HttpResponse<String> delete(URI base, String path, String... headers) {
        return send(request(base, path, headers).DELETE().build());
    }

    static HttpRequest.Builder request(URI base, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("No answer to " + request, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static String roomPath(String room, String resource) {
        return "rooms/" + Entering.encoded(room) + "/" + resource;
    }

    static String events(String room, String query) {
        return roomPath(room, "events") + (query.isEmpty() ? "" : "?" + query);
    }
}
