package io.roomcast.socketio.engine;

import io.roomcast.room.refusal.Ending;
import io.roomcast.socketio.packet.EngineCodec;
import io.roomcast.socketio.packet.EnginePacket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What goes out of one session: one write at a time, on the poll that waits or on the WebSocket, in order also across the
 * change from the one to the other. It keeps one write, no queue. Any thread; the lock is never held over a write.
 */
final class Outbound {
    private static final EnginePacket NOOP = EnginePacket.of(EnginePacket.Type.NOOP, "");
    private static final EnginePacket CLOSE = EnginePacket.of(EnginePacket.Type.CLOSE, "");

    /** So many packets in one answer are worth the way. */
    private static final int ENOUGH = 1000;

    private final EngineCodec codec;
    private final Runnable heardAll;
    private Optional<Job> job = Optional.empty();
    private Optional<EnginePacket> between = Optional.empty();
    private Optional<EngineExchange> poll = Optional.empty();
    private Optional<WebSocketCarrier> socket = Optional.empty();
    private boolean writing;
    private Optional<EnginePacket> last = Optional.empty();

    /** Packets to be written together, and whom to tell that they are. */
    private record Job(List<EnginePacket> packets, Runnable written) {}

    /** The given task is run when a poll is given the last word: there is no more to come for. */
    Outbound(EngineCodec codec, Runnable heardAll) {
        this.codec = codec;
        this.heardAll = heardAll;
    }

    /** Writes packets, one at least, with nothing between them; only when they are out the next may come. */
    void write(List<EnginePacket> packets, Runnable written) {
        synchronized (this) {
            job = Optional.of(new Job(packets, written));
        }
        step();
    }

    /** Puts in a packet that is not the application's; the newest is enough. */
    void putIn(EnginePacket packet) {
        Optional<WebSocketCarrier> carrier;
        synchronized (this) {
            carrier = socket;
            if (carrier.isEmpty()) {
                between = Optional.of(packet);
            }
        }
        if (carrier.isPresent()) {
            carrier.get().putIn(packet);
        } else {
            step();
        }
    }

    /** A poll waits for what comes; says whether it is the only one. */
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

    /** Whether this exchange is the poll that waits. */
    synchronized boolean isWaiting(EngineExchange exchange) {
        return poll.filter(exchange::equals).isPresent();
    }

    /** From here on everything goes out on the WebSocket, what waited for a poll first; a poll is out of place now. */
    void moveTo(WebSocketCarrier carrier) {
        Optional<EngineExchange> last;
        Optional<EnginePacket> due;
        synchronized (this) {
            last = poll;
            due = between;
            poll = Optional.empty();
            between = Optional.empty();
            socket = Optional.of(carrier);
        }
        last.ifPresent(exchange -> exchange.refuse(HandshakeError.BAD_REQUEST));
        due.ifPresent(carrier::putIn);
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

    /** The server closes: a poll, now or later, is told so behind what is still due; a WebSocket is closed. */
    void close(Ending ending) {
        end(CLOSE, ending);
    }

    /** The client closed: a poll that was on its way meanwhile is let go. */
    void leave(Ending ending) {
        end(NOOP, ending);
    }

    private void end(EnginePacket word, Ending ending) {
        Optional<WebSocketCarrier> carrier;
        synchronized (this) {
            last = Optional.of(word);
            carrier = socket;
        }
        if (carrier.isPresent()) {
            carrier.get().close(ending);
        } else {
            step();
        }
    }

    /** A waiting poll is let go, because the client closes or is about to change to a WebSocket; says whether one was. */
    boolean letGo() {
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
        return poll.isPresent() && (job.isPresent() || between.isPresent() || last.isPresent());
    }

    private Optional<Job> taken() {
        Optional<Job> now = job;
        job = Optional.empty();
        return now;
    }

    /**
     * All that a poll can be given: what was handed over is as good as written, so the next may come, until nothing comes or
     * it is enough for one answer.
     */
    private List<EnginePacket> gathered() {
        List<EnginePacket> packets = new ArrayList<>();
        synchronized (this) {
            between.ifPresent(packets::add);
            between = Optional.empty();
        }
        Optional<Job> next = takenIf(true);
        while (next.isPresent()) {
            packets.addAll(next.get().packets());
            next.get().written().run();
            next = takenIf(packets.size() < ENOUGH);
        }
        if (packets.isEmpty()) {
            last().ifPresent(word -> heardAll.run());
            return List.of(last().orElse(NOOP));
        }
        return packets;
    }

    /** It comes alone: clients pass over what stands before a close in the same answer. */
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
