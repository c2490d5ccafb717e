package io.roomcast.http.origin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What a browser wants to hear before it lets a page of a listed origin use the server. */
public final class Cors {
    private Cors() {}

    /** Lets the page read the answer. */
    public static void allow(HttpServletResponse response, String origin) {
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Expose-Headers", "ETag, Retry-After");
        response.addHeader("Vary", "Origin");
    }

    /** Whether a browser only asks whether it may ask. */
    public static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
    }

    /** Says what a page may ask; whether it may is said by {@link #allow}. */
    public static void answer(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, POST");
        response.setHeader(
                "Access-Control-Allow-Headers",
                "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, Roomcast-Token");
        response.setHeader("Access-Control-Max-Age", "600");
    }
}
