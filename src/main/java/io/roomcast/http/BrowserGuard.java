package io.roomcast.http;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The headers that tell browsers what our pages may do and what our answers are. The table says what a page may do
 * beyond the base; foreign addresses never appear in it. Paths that a deployer adds to the WAR get none of them. Any
 * thread.
 */
final class BrowserGuard {
    private static final String BASE = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "worker-src 'self'; base-uri 'none'; form-action 'none'; ";
    private static final String PICTURES = "img-src 'self'; ";
    private static final Map<String, String> PAGES = Map.of(
            "/", PICTURES,
            "/post/", PICTURES,
            "/start/", PICTURES,
            // Shows a picture or a film that its user chooses.
            "/wall/", "img-src 'self' blob:; media-src 'self' blob:; ",
            // Saves a picture of itself.
            "/lab/", "img-src 'self' blob:; ");
    private static final List<String> FOLDERS =
            List.of("/rooms", "/session", "/ws", "/socket.io", "/health", "/pages", "/post", "/start", "/wall", "/lab");
    private static final Set<String> FILES = Set.of("/", "/index.html", "/roomcast.js", "/roomcast.d.ts");

    private final String ancestors;

    /** @param embed the origins whose pages may show ours in a frame */
    BrowserGuard(List<String> embed) {
        this.ancestors = "frame-ancestors " + (embed.isEmpty() ? "'none'" : String.join(" ", embed));
    }

    void guard(String path, HttpServletResponse response) {
        if (!isOurs(path)) {
            return;
        }
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        String more = PAGES.get(path.endsWith("/index.html") ? path.substring(0, path.lastIndexOf('/') + 1) : path);
        if (more != null) {
            response.setHeader("Content-Security-Policy", BASE + more + ancestors);
        }
    }

    private static boolean isOurs(String path) {
        return FILES.contains(path) || isIn(FOLDERS, path);
    }

    /** Whether a path is one of these folders or below. */
    static boolean isIn(List<String> folders, String path) {
        return folders.stream().anyMatch(folder -> path.equals(folder) || path.startsWith(folder + "/"));
    }
}
