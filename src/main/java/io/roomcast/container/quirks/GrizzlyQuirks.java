package io.roomcast.container.quirks;

import io.roomcast.channel.Quirks;
import io.roomcast.channel.websocket.Wire;
import io.roomcast.room.time.Time;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.Optional;

/**
 * GlassFish 7 and Payara 6, which both serve HTTP with Grizzly. Plain code that is right everywhere does the rest of what
 * they need. A body is over when its declared length was read: isFinished is true as soon as the last bytes have arrived,
 * read or not, and a connection that upgrades to HTTP/2 is lost when it is asked for more. GlassFish reports the end of an
 * HTTP/2 body before it has handed out any of it, and before it calls an AsyncListener it sets the status of the
 * listener's response to 200, which a wrapper ignores.
 */
final class GrizzlyQuirks implements Quirks {
    /** If a body arrived later than its head, Grizzly keeps listening until the completion. That never blocks here. */
    @Override
    public boolean losesRequestsBeforeCompletion() {
        return true;
    }

    /** Grizzly takes what a client says after the close of its WebSocket for the same request again. */
    @Override
    public Optional<HttpServletRequest> beforeUpgrade(HttpServletRequest request, Time time) {
        Optional<GrizzlySocket> socket = GrizzlySocket.of(request, time);
        if (socket.filter(GrizzlySocket::wasUpgraded).isPresent()) {
            socket.get().cut();
            return Optional.empty();
        }
        return Optional.of(socket.isPresent() ? new UpgradingRequest(request, socket.get()) : request);
    }

    @Override
    public Optional<Wire> wire(Session session, Duration write) {
        return TyrusWire.of(session);
    }
}
