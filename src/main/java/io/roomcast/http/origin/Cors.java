package io.roomcast.http.origin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** What a browser wants to hear before it lets a page of a listed origin use the server. */
public final class Cors {
    private static final String HEADERS = "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, Roomcast-Token";

    private Cors() {}

    /** Lets the page read the answer. */
    public static void allow(HttpServletResponse response, String origin) {
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Expose-Headers", "ETag, Retry-After");
        response.addHeader("Vary", "Origin");
    }

    /** Lets the page send what its browser knows of this server: clients of Socket.IO may be told to. */
    public static void allowCredentials(HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Credentials", "true");
    }

    /** Whether a browser only asks whether it may ask. */
    public static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
    }

    /** Says what a page may ask, any headers that it names; whether it may is said by {@link #allow}. */
    public static void answer(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, POST");
        response.setHeader(
                "Access-Control-Allow-Headers",
                Optional.ofNullable(request.getHeader("Access-Control-Request-Headers"))
                        .orElse(HEADERS));
        response.setHeader("Access-Control-Max-Age", "600");
    }
}
