package io.roomcast.socketio.engine;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.socketio.packet.EnginePacket;

/** The offer of a WebSocket to replace the polling of one session. At most one at a time; any thread. */
final class UpgradeOffer {
    private static final EnginePacket PROBE = EnginePacket.of(EnginePacket.Type.PING, "probe");
    private static final EnginePacket PROBED = EnginePacket.of(EnginePacket.Type.PONG, "probe");

    private final EngineSessions engines;
    private WebSocketCarrier offering; // null while there is no offer
    private boolean probed;

    UpgradeOffer(EngineSessions engines) {
        this.engines = engines;
    }

    /** Starts an offer, with a time limit. Returns false if there is another one. */
    boolean begin(WebSocketCarrier carrier) {
        synchronized (this) {
            if (offering != null) {
                return false;
            }
            offering = carrier;
            probed = false;
        }
        engines.after(engines.settings().upgradeTimeout(), () -> withdraw(carrier));
        return true;
    }

    /** Whether the offer is by this WebSocket. */
    synchronized boolean isBy(WebSocketCarrier carrier) {
        return offering == carrier;
    }

    /** Whether the probe has succeeded, so that the client is about to upgrade. */
    synchronized boolean isNear() {
        return offering != null && probed;
    }

    /** Answers the packet if it is a probe. Returns whether it was. */
    boolean answerProbe(WebSocketCarrier carrier, EnginePacket packet) {
        if (!packet.equals(PROBE)) {
            return false;
        }
        synchronized (this) {
            probed = true;
        }
        carrier.insert(PROBED);
        return true;
    }

    /** Ends the offer because the WebSocket has replaced polling. */
    synchronized void succeed() {
        offering = null;
    }

    /** Ends an unsuccessful offer and closes its WebSocket. Polling goes on. */
    void withdraw(WebSocketCarrier carrier) {
        synchronized (this) {
            if (offering != carrier) {
                return;
            }
            offering = null;
        }
        carrier.close(Ending.of(Code.IDLE).because("the upgrade did not complete"));
    }

    /** Ends any offer because the session is over. */
    void cancel() {
        WebSocketCarrier last;
        synchronized (this) {
            last = offering;
        }
        if (last != null) {
            withdraw(last);
        }
    }
}
