package io.roomcast.socketio.engine;

import io.roomcast.room.refusal.Refusal;
import io.roomcast.wire.QueryString;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * The filter that refuses WebSocket handshakes with a status and a reason before the upgrade. After it, the client
 * would see only a close. Called on the container's threads.
 */
public class UpgradeFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Inject
    transient EngineSessions engines;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<HandshakeError> objection =
                "websocket".equalsIgnoreCase(request.getHeader("Upgrade")) ? objection(request) : Optional.empty();
        if (objection.isPresent()) {
            objection.get().answer().writeTo(response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private Optional<HandshakeError> objection(HttpServletRequest request) {
        try {
            QueryString query = QueryString.parse(
                    Optional.ofNullable(request.getQueryString()).orElse(""));
            return engines.objection(request.getMethod(), query, true);
        } catch (Refusal badQuery) {
            return Optional.of(HandshakeError.BAD_REQUEST);
        }
    }
}
