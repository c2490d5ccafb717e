package io.roomcast.http.origin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/** The CORS headers for pages of listed origins. */
public final class Cors {
    private static final String HEADERS = "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, Roomcast-Token";

    private Cors() {}

    /** Allows the page to read the response. */
    public static void allow(HttpServletResponse response, String origin) {
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.setHeader("Access-Control-Expose-Headers", "ETag, Retry-After");
        response.addHeader("Vary", "Origin");
    }

    /** Allows the page to send cookies and credentials, as Socket.IO clients can be configured to. */
    public static void allowCredentials(HttpServletResponse response) {
        response.setHeader("Access-Control-Allow-Credentials", "true");
    }

    /** Whether this is a preflight request. */
    public static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
    }

    /** Answers a preflight request with the methods and any headers that it names. {@link #allow} adds the origin. */
    public static void answer(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, POST, DELETE");
        response.setHeader(
                "Access-Control-Allow-Headers",
                Optional.ofNullable(request.getHeader("Access-Control-Request-Headers"))
                        .orElse(HEADERS));
        response.setHeader("Access-Control-Max-Age", "600");
    }
}
