package io.roomcast.channel.http;

import io.roomcast.room.refusal.Refusal;
import io.roomcast.wire.JsonLines;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The response to a request: status, headers, and a body unless a stream follows. Immutable; the array of the body is
 * shared and never written to.
 */
public record Response(int status, Map<String, String> headers, Optional<byte[]> body) {
    public static final String JSON = "application/json";
    private static final Map<String, String> PRIVATE = Map.of("Cache-Control", "private, no-store");

    /** Returns a JSON response that must not be cached. */
    public static Response json(int status, byte[] body) {
        return new Response(status, PRIVATE, Optional.of(body)).with("Content-Type", JSON);
    }

    public static Response json(int status, String text) {
        return json(status, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Response empty(int status) {
        return new Response(status, PRIVATE, Optional.of(new byte[0]));
    }

    /** Returns the head of a stream. */
    public static Response stream(String type) {
        return new Response(200, PRIVATE, Optional.empty())
                .with("Content-Type", type)
                .with("X-Accel-Buffering", "no");
    }

    /** Returns a refusal, with the status of its code. Id and room may be empty. */
    public static Response refusal(JsonLines lines, Refusal refusal, String id, String room, Duration retry) {
        Response answer = json(refusal.code().status(), lines.error(refusal, id, room) + "\n");
        return refusal.code().isTemporary() ? answer.with("Retry-After", seconds(retry)) : answer;
    }

    private static String seconds(Duration wait) {
        return String.valueOf(Math.max(1, (wait.toMillis() + 999) / 1000));
    }

    public Response with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Response(status, more, body);
    }

    /** Sets status and headers. The caller writes the body. */
    void writeHead(HttpServletResponse response) {
        response.setStatus(status);
        headers.forEach((name, value) -> {
            if (name.equals("Vary")) {
                response.addHeader(name, value);
            } else {
                response.setHeader(name, value);
            }
        });
        if (status != HttpServletResponse.SC_NO_CONTENT && status != HttpServletResponse.SC_NOT_MODIFIED) {
            body.ifPresent(bytes -> response.setContentLength(bytes.length));
        }
    }

    /** Writes the response on the container's thread. The body must be small enough for the container's buffer. */
    public void writeTo(HttpServletResponse response) throws IOException {
        writeHead(response);
        response.getOutputStream().write(body.orElseThrow());
    }
}
