package io.roomcast.socketio.engine;

import io.roomcast.room.refusal.Ending;
import io.roomcast.socketio.packet.EngineCodec;
import io.roomcast.socketio.packet.EnginePacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    private Optional<Job> job = Optional.empty();
    private Optional<EnginePacket> inserted = Optional.empty();
    private Optional<EngineExchange> poll = Optional.empty();
    private Optional<WebSocketCarrier> socket = Optional.empty();
    private boolean writing;
    private Optional<EnginePacket> last = Optional.empty();

    /** Packets to write together, and the callback for when they are written. */
    private record Job(List<EnginePacket> packets, Runnable written) {}

    /** Runs {@code lastSent} when a poll gets the last packet, after which there is nothing to fetch. */
    Outbound(EngineCodec codec, Runnable lastSent) {
        this.codec = codec;
        this.lastSent = lastSent;
    }

    /** Writes at least one packet, all together. The next packets may come only when these are sent. */
    void write(List<EnginePacket> packets, Runnable written) {
        synchronized (this) {
            job = Optional.of(new Job(packets, written));
        }
        step();
    }

    /** Inserts a packet that is not the application's. It replaces one that still waits. */
    void putIn(EnginePacket packet) {
        Optional<WebSocketCarrier> carrier;
        synchronized (this) {
            carrier = socket;
            if (carrier.isEmpty()) {
                inserted = Optional.of(packet);
            }
        }
        if (carrier.isPresent()) {
            carrier.get().putIn(packet);
        } else {
            step();
        }
    }

    /** Holds a poll until there are packets. Returns false if another poll waits or the session is on a WebSocket. */
    boolean poll(EngineExchange exchange) {
        synchronized (this) {
            if (poll.isPresent() || socket.isPresent()) {
                return false;
            }
            poll = Optional.of(exchange);
        }
        step();
        return true;
    }

    /** Whether this exchange is the waiting poll. */
    synchronized boolean isWaiting(EngineExchange exchange) {
        return poll.filter(exchange::equals).isPresent();
    }

    /** Sends everything on the WebSocket from now on, first what waited for a poll. Refuses a waiting poll. */
    void moveTo(WebSocketCarrier carrier) {
        Optional<EngineExchange> last;
        Optional<EnginePacket> unsent;
        synchronized (this) {
            last = poll;
            unsent = inserted;
            poll = Optional.empty();
            inserted = Optional.empty();
            socket = Optional.of(carrier);
        }
        last.ifPresent(exchange -> exchange.refuse(HandshakeError.BAD_REQUEST));
        unsent.ifPresent(carrier::putIn);
        step();
    }

    boolean isOnSocket() {
        return socket().isPresent();
    }

    boolean isOn(WebSocketCarrier carrier) {
        return socket().filter(carrier::equals).isPresent();
    }

    /** Whether a poll waits. */
    synchronized boolean isPolled() {
        return poll.isPresent();
    }

    private synchronized Optional<WebSocketCarrier> socket() {
        return socket;
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
        Optional<WebSocketCarrier> carrier;
        synchronized (this) {
            last = Optional.of(packet);
            carrier = socket;
        }
        if (carrier.isPresent()) {
            carrier.get().close(ending);
        } else {
            step();
        }
    }

    /** Answers a waiting poll with a noop, because the client closes or upgrades. Returns whether a poll waited. */
    boolean releasePoll() {
        Optional<EngineExchange> waiting;
        synchronized (this) {
            waiting = poll;
            poll = Optional.empty();
        }
        waiting.ifPresent(exchange -> exchange.answer(codec, List.of(NOOP), () -> {}));
        return waiting.isPresent();
    }

    private void step() {
        Optional<Job> now;
        Optional<WebSocketCarrier> carrier;
        Optional<EngineExchange> waiting;
        synchronized (this) {
            if (writing || !isDue()) {
                return;
            }
            writing = true;
            carrier = socket;
            waiting = poll;
            poll = Optional.empty();
            now = carrier.isPresent() ? taken() : Optional.empty();
        }
        if (now.isPresent()) {
            carrier.orElseThrow()
                    .write(now.get().packets(), () -> written(now.get().written()));
        } else {
            waiting.orElseThrow().answer(codec, gathered(), () -> written(() -> {}));
        }
    }

    /** Whether something can go out now; guarded by the lock. */
    private boolean isDue() {
        if (socket.isPresent()) {
            return job.isPresent();
        }
        return poll.isPresent() && (job.isPresent() || inserted.isPresent() || last.isPresent());
    }

    private Optional<Job> taken() {
        Optional<Job> now = job;
        job = Optional.empty();
        return now;
    }

    /**
     * Returns the packets for a poll. Each write taken counts as written, so that the next one comes, until none comes
     * or the response is full.
     */
    private List<EnginePacket> gathered() {
        List<EnginePacket> packets = new ArrayList<>();
        synchronized (this) {
            inserted.ifPresent(packets::add);
            inserted = Optional.empty();
        }
        Optional<Job> next = takenIf(true);
        while (next.isPresent()) {
            packets.addAll(next.get().packets());
            next.get().written().run();
            next = takenIf(packets.size() < ENOUGH);
        }
        if (packets.isEmpty()) {
            last().ifPresent(packet -> lastSent.run());
            return List.of(last().orElse(NOOP));
        }
        return packets;
    }

    /** Returns the last packet. It is sent alone: clients ignore packets before a close in the same response. */
    private synchronized Optional<EnginePacket> last() {
        return last;
    }

    private synchronized Optional<Job> takenIf(boolean wanted) {
        return wanted ? taken() : Optional.empty();
    }

    private void written(Runnable then) {
        synchronized (this) {
            writing = false;
        }
        then.run();
        step();
    }
}
