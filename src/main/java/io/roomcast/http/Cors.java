package io.roomcast.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a browser wants to hear before it lets a page of a listed origin use the server. */
final class Cors {
    private Cors() {}

    /** Lets the page read the answer. */
    static void allow(HttpServletResponse response, String origin) {
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Expose-Headers", "ETag, Retry-After");
        response.addHeader("Vary", "Origin");
    }

    /** Whether a browser only asks whether it may ask. */
    static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
    }

    /** Says what a page may ask; whether it may is said by {@link #allow}. */
    static void answer(HttpServletResponse response) throws IOException {
        Answer.empty(204)
                .with("Access-Control-Allow-Methods", "GET, HEAD, POST")
                .with(
                        "Access-Control-Allow-Headers",
                        "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, Roomcast-Token")
                .with("Access-Control-Max-Age", "600")
                .atOnce(response);
    }
}
