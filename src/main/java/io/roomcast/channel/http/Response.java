package io.roomcast.channel.http;

import io.roomcast.room.refusal.Code;
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
 * The answer to a request: its status, its headers and its body, or none of it yet where a stream follows. The body's
 * array is shared and never written to.
 */
public record Response(int status, Map<String, String> headers, Optional<byte[]> body) {
    public static final String JSON = "application/json";
    private static final Map<String, String> PRIVATE = Map.of("Cache-Control", "private, no-store");

    /** An answer of JSON that nobody may keep. */
    public static Response json(int status, byte[] body) {
        return new Response(status, PRIVATE, Optional.of(body)).with("Content-Type", JSON);
    }

    public static Response json(int status, String text) {
        return json(status, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Response empty(int status) {
        return new Response(status, PRIVATE, Optional.of(new byte[0]));
    }

    /** The beginning of a stream. */
    public static Response stream(String type) {
        return new Response(200, PRIVATE, Optional.empty())
                .with("Content-Type", type)
                .with("X-Accel-Buffering", "no");
    }

    /** What was asked is refused, with the status of the refusal's code. */
    public static Response refusal(JsonLines lines, Refusal refusal, String id, Optional<String> room, Duration retry) {
        Response answer = json(refusal.code().status(), lines.error(refusal, id, room) + "\n");
        return isPassing(refusal.code()) ? answer.with("Retry-After", seconds(retry)) : answer;
    }

    /** Whether the same request may well succeed a little later. */
    public static boolean isPassing(Code code) {
        return code.status() == 429 || code.status() == 503;
    }

    private static String seconds(Duration wait) {
        return String.valueOf(Math.max(1, (wait.toMillis() + 999) / 1000));
    }

    public Response with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Response(status, more, body);
    }

    /** Sets status and headers; the body is left to the caller. */
    void begin(HttpServletResponse response) {
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

    /** Gives the answer while the request is still in the container's hands: a few bytes that its buffer holds. */
    public void atOnce(HttpServletResponse response) throws IOException {
        begin(response);
        response.getOutputStream().write(body.orElseThrow());
    }
}
