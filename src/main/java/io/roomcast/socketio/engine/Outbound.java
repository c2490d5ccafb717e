package io.roomcast.socketio.engine;

import io.roomcast.room.refusal.Ending;
import io.roomcast.socketio.packet.EngineCodec;
import io.roomcast.socketio.packet.EnginePacket;
import java.util.ArrayList;
import java.util.List;

/**
 * The sending side of one session: one write at a time, to the waiting poll or the WebSocket, and in order across the
 * upgrade from one to the other. It holds one write and no queue. Any thread; the lock is never held during a write.
 */
final class Outbound {
    private static final EnginePacket NOOP = EnginePacket.of(EnginePacket.Type.NOOP, "");
    private static final EnginePacket CLOSE = EnginePacket.of(EnginePacket.Type.CLOSE, "");

    /** How many packets fill one response. */
    private static final int ENOUGH = 1000;

    private final EngineCodec codec;
    private final Runnable lastSent;
    private Job job; // this and the next are null while there is none
    private EnginePacket inserted;
    private EngineExchange poll;
    private WebSocketCarrier socket;
    private EnginePacket last;
    private boolean writing;

    /** Messages to write together, and the callback for when they are written. */
    private record Job(EngineMessages messages, Runnable written) {}

    /** Runs {@code lastSent} when a poll gets the last packet, after which there is nothing to fetch. */
    Outbound(EngineCodec codec, Runnable lastSent) {
        this.codec = codec;
        this.lastSent = lastSent;
    }

    /** Writes at least one message, all together. The next messages may come only when these are sent. */
    void write(EngineMessages messages, Runnable written) {
        WebSocketCarrier carrier;
        synchronized (this) {
            // While polling ends, a write of before may still be under way.
            carrier = writing ? null : socket;
            if (carrier == null) {
                job = new Job(messages, written);
            }
        }
        if (carrier == null) {
            step();
        } else {
            carrier.write(messages, written);
        }
    }

    /** Inserts a packet that is not the application's. It replaces one that still waits. */
    void insert(EnginePacket packet) {
        WebSocketCarrier carrier;
        synchronized (this) {
            carrier = socket;
            if (carrier == null) {
                inserted = packet;
            }
        }
        if (carrier == null) {
            step();
        } else {
            carrier.insert(packet);
        }
    }

    /** Holds a poll until there are packets. Returns false if another poll waits or the session is on a WebSocket. */
    boolean poll(EngineExchange exchange) {
        synchronized (this) {
            if (poll != null || socket != null) {
                return false;
            }
            poll = exchange;
        }
        step();
        return true;
    }

    /** Whether this exchange is the waiting poll. */
    synchronized boolean isWaiting(EngineExchange exchange) {
        return poll == exchange;
    }

    /** Sends everything on the WebSocket from now on, first what waited for a poll. Refuses a waiting poll. */
    void moveTo(WebSocketCarrier carrier) {
        EngineExchange waiting;
        EnginePacket unsent;
        synchronized (this) {
            waiting = poll;
            unsent = inserted;
            poll = null;
            inserted = null;
            socket = carrier;
        }
        if (waiting != null) {
            waiting.refuse(HandshakeError.BAD_REQUEST);
        }
        if (unsent != null) {
            carrier.insert(unsent);
        }
        step();
    }

    synchronized boolean isOnSocket() {
        return socket != null;
    }

    synchronized boolean isOn(WebSocketCarrier carrier) {
        return socket == carrier;
    }

    /** Whether a poll waits. */
    synchronized boolean isPolled() {
        return poll != null;
    }

    /** Closes for the server: sends a last packet to this or the next poll, after all others, or closes a WebSocket. */
    void close(Ending ending) {
        end(CLOSE, ending);
    }

    /** Closes for the client: answers a poll that was already on its way, or closes the WebSocket. */
    void leave(Ending ending) {
        end(NOOP, ending);
    }

    private void end(EnginePacket packet, Ending ending) {
        WebSocketCarrier carrier;
        synchronized (this) {
            last = packet;
            carrier = socket;
        }
        if (carrier == null) {
            step();
        } else {
            carrier.close(ending);
        }
    }

    /** Answers a waiting poll with a noop, because the client closes or upgrades. Returns whether a poll waited. */
    boolean releasePoll() {
        EngineExchange waiting;
        synchronized (this) {
            waiting = poll;
            poll = null;
        }
        if (waiting != null) {
            waiting.answer(codec, List.of(NOOP), () -> {});
        }
        return waiting != null;
    }

    private void step() {
        Job now = null;
        WebSocketCarrier carrier;
        EngineExchange waiting;
        synchronized (this) {
            if (writing || !isDue()) {
                return;
            }
            writing = true;
            carrier = socket;
            waiting = poll;
            poll = null;
            if (carrier != null) {
                now = job;
                job = null;
            }
        }
        if (carrier == null) {
            waiting.answer(codec, gathered(), () -> written(() -> {}));
        } else {
            Runnable then = now.written();
            carrier.write(now.messages(), () -> written(then));
        }
    }

    /** Whether something can go out now; guarded by the lock. */
    private boolean isDue() {
        return socket == null ? poll != null && (job != null || inserted != null || last != null) : job != null;
    }

    /**
     * Returns the packets for a poll. Each write taken counts as written, so that the next one comes, until none comes
     * or the response is full.
     */
    private List<EnginePacket> gathered() {
        List<EnginePacket> packets = new ArrayList<>();
        synchronized (this) {
            if (inserted != null) {
                packets.add(inserted);
                inserted = null;
            }
        }
        while (packets.size() < ENOUGH && gather(packets)) {}
        return packets.isEmpty() ? List.of(lastAlone()) : packets;
    }

    /** Adds the packets of the write that waits; returns false if none does. */
    private boolean gather(List<EnginePacket> packets) {
        Job next;
        synchronized (this) {
            next = job;
            job = null;
        }
        if (next == null) {
            return false;
        }
        packets.addAll(next.messages().packets());
        next.written().run();
        return true;
    }

    /** Returns the last packet. It is sent alone: clients ignore packets before a close in the same response. */
    private EnginePacket lastAlone() {
        EnginePacket packet;
        synchronized (this) {
            packet = last;
        }
        if (packet == null) {
            return NOOP;
        }
        lastSent.run();
        return packet;
    }

    private void written(Runnable then) {
        synchronized (this) {
            writing = false;
        }
        then.run();
        step();
    }
}
