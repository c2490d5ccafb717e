package io.roomcast.container.quirks;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;

/** A request that becomes a WebSocket, with our own handler around the engine's. Called by the container's thread. */
final class UpgradingRequest extends HttpServletRequestWrapper {
    private final GrizzlySocket socket;

    UpgradingRequest(HttpServletRequest request, GrizzlySocket socket) {
        super(request);
        this.socket = socket;
    }

    @Override
    public <T extends HttpUpgradeHandler> T upgrade(Class<T> type) throws IOException, ServletException {
        T engine;
        try {
            engine = type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException other) {
            throw new ServletException(other);
        }
        super.upgrade(GuardedUpgrade.class).guard(engine, socket);
        socket.upgrades();
        return engine;
    }
}
