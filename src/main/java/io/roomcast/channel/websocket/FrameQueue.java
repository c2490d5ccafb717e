package io.roomcast.channel.websocket;

import io.roomcast.channel.websocket.Wire.Landing;
import io.roomcast.channel.websocket.Wire.Outcome;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;

/**
 * The writes of one WebSocket, strictly one after the other: frames, pings, and answers to pings. Any thread may add
 * work or report the end of a write. One thread at a time does all that is due in a loop, without the lock, so that a
 * write that ends at once builds no stack.
 *
 * @param <F> what a frame holds
 */
public final class FrameQueue<F> {
    private static final System.Logger LOG = System.getLogger(FrameQueue.class.getName());
    private static final Write NONE = new Write(landing -> Outcome.WRITTEN, () -> {});

    private final GuardedSession socket;
    private final FrameSender<F> sender;
    private final Landing landing = this::landed;
    private final Write ofFrames = new Write(this::send, this::sent);

    // Due, and under way; guarded by the lock.
    private Write inserted = NONE;
    private Write pong = NONE;
    private Write ping = NONE;
    private Frames<F> frames; // null while none are due
    private Runnable written; // null while none are due or under way; then only that write uses it
    private Write current = NONE;
    private boolean wasUnderWay;
    private boolean landed;
    private volatile boolean underWay;

    /** A function that hands a frame to the container. */
    @FunctionalInterface
    public interface Sending<F> {
        void send(RemoteEndpoint.Async remote, F frame, SendHandler sent);
    }

    /** A write, and the callback for when it has ended. */
    private static final class Write {
        private final Step step;
        private final Runnable written;

        Write(Step step, Runnable written) {
            this.step = step;
            this.written = written;
        }
    }

    /** The beginning of a write. */
    @FunctionalInterface
    private interface Step {
        Outcome begin(Landing landing);
    }

    /** Writes to the session's wire, or by {@code sending} if it has none. */
    public FrameQueue(GuardedSession socket, Sending<F> sending) {
        this.socket = socket;
        this.sender =
                socket.wire().<FrameSender<F>>map(WireSender::new).orElseGet(() -> new RemoteSender<>(socket, sending));
        socket.wire().ifPresent(wire -> wire.answerPings(this::pong));
    }

    /** Writes frames and runs {@code written} when they are sent. Only then may the next frames come. */
    public void write(Frames<F> frames, Runnable written) {
        Write next;
        synchronized (this) {
            this.frames = frames;
            this.written = written;
            next = begin();
        }
        run(next);
    }

    private Outcome send(Landing landed) {
        // A write that waits for its client holds the bytes alone.
        Frames<F> due = frames;
        frames = null;
        return sender.send(due, landed);
    }

    /** Only now may the next frames come. */
    private void sent() {
        Runnable told = written;
        written = null;
        told.run();
    }

    /** Pings the client as soon as nothing is under way. */
    public void ping() {
        add(() -> ping = new Write(sender::ping, NONE.written));
    }

    /** Inserts frames as soon as no others are under way. They replace inserted frames that still wait. */
    public void insert(Frames<F> frames) {
        add(() -> inserted = new Write(landed -> sender.send(frames, landed), NONE.written));
    }

    /** Answers a client's ping as soon as nothing is under way. Of several that wait, only the newest is answered. */
    private void pong(byte[] payload) {
        add(() -> pong = new Write(landed -> sender.pong(payload, landed), NONE.written));
    }

    private void add(Runnable due) {
        Write next;
        synchronized (this) {
            due.run();
            next = begin();
        }
        run(next);
    }

    /** Whether a write is under way. */
    public boolean isWriting() {
        return underWay;
    }

    /**
     * Whether a write that was under way at the last call has landed since. Then the client reads, even if our ping waits
     * behind so much that no pong comes. A write that is taken at once says nothing: the client need not have read it.
     */
    public synchronized boolean isBeingRead() {
        boolean read = wasUnderWay && landed;
        wasUnderWay = underWay;
        landed = false;
        return read;
    }

    /** Takes the first write, unless another thread or an outer call of this one is at it; guarded by the lock. */
    private Write begin() {
        return current == NONE ? take() : NONE;
    }

    /** Does one write that is due after the other, until one does not end at once. */
    private void run(Write first) {
        Write next = first;
        while (next != NONE) {
            underWay = true;
            Outcome outcome = outcome(next);
            if (outcome == Outcome.UNDER_WAY) {
                return;
            }
            if (outcome == Outcome.LOST) {
                socket.lost();
                return;
            }
            next = end(next);
        }
    }

    /** A write that throws is lost, so that the connection ends instead of waiting for it. */
    private Outcome outcome(Write write) {
        try {
            return write.step.begin(landing);
        } catch (RuntimeException bug) {
            LOG.log(System.Logger.Level.ERROR, "frames could not be written", bug);
            return Outcome.LOST;
        }
    }

    /** Goes on after a write that did not end at once. */
    private void landed(boolean written) {
        if (written) {
            run(end(noteLanded()));
        } else {
            socket.lost();
        }
    }

    private synchronized Write noteLanded() {
        landed = true;
        return current;
    }

    /** Runs the callback of the write that has ended, and returns the next one. */
    private Write end(Write ended) {
        underWay = false;
        ended.written.run();
        synchronized (this) {
            return take();
        }
    }

    /** Takes what is most urgent; guarded by the lock. */
    private Write take() {
        Write next;
        if (socket.isClosed()) {
            next = NONE;
        } else if (inserted != NONE) {
            next = inserted;
            inserted = NONE;
        } else if (pong != NONE) {
            next = pong;
            pong = NONE;
        } else if (ping != NONE) {
            next = ping;
            ping = NONE;
        } else {
            // Those that were under way are gone by now.
            next = frames != null ? ofFrames : NONE;
        }
        current = next;
        return next;
    }
}
