package io.roomcast.socketio.engine;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.socketio.packet.EnginePacket;
import java.util.Optional;

/** The WebSocket that offers to take over from the polling of one session, while there is one. Any thread. */
final class UpgradeOffer {
    private static final EnginePacket PROBE = EnginePacket.of(EnginePacket.Type.PING, "probe");
    private static final EnginePacket PROBED = EnginePacket.of(EnginePacket.Type.PONG, "probe");

    private final EngineSessions engines;
    private Optional<WebSocketCarrier> offering = Optional.empty();
    private boolean probed;

    UpgradeOffer(EngineSessions engines) {
        this.engines = engines;
    }

    /** A WebSocket offers itself; says whether it is the only one. It has a while to carry the change through. */
    boolean begins(WebSocketCarrier carrier) {
        synchronized (this) {
            if (offering.isPresent()) {
                return false;
            }
            offering = Optional.of(carrier);
            probed = false;
        }
        engines.after(engines.settings().upgradeTimeout(), () -> withdraws(carrier));
        return true;
    }

    /** Whether it is this WebSocket that offers itself. */
    synchronized boolean isBy(WebSocketCarrier carrier) {
        return offering.filter(carrier::equals).isPresent();
    }

    /** Whether a WebSocket has shown that it can be reached, so that the client is about to change. */
    synchronized boolean isNear() {
        return offering.isPresent() && probed;
    }

    /** Answers the packet if it is a probe, and says whether it was. */
    boolean probes(WebSocketCarrier carrier, EnginePacket packet) {
        if (!packet.equals(PROBE)) {
            return false;
        }
        synchronized (this) {
            probed = true;
        }
        carrier.putIn(PROBED);
        return true;
    }

    /** It has taken over. */
    synchronized void succeeds() {
        offering = Optional.empty();
    }

    /** The WebSocket will not take over; the polling goes on. */
    void withdraws(WebSocketCarrier carrier) {
        synchronized (this) {
            if (offering.filter(carrier::equals).isEmpty()) {
                return;
            }
            offering = Optional.empty();
        }
        carrier.close(Ending.of(Code.IDLE).because("the upgrade did not come about"));
    }

    /** The session is over. */
    void ends() {
        Optional<WebSocketCarrier> last;
        synchronized (this) {
            last = offering;
        }
        last.ifPresent(this::withdraws);
    }
}
