package io.roomcast.channel.websocket;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The writer of one WebSocket's frames and pings, strictly one after the other: most containers refuse a second write
 * before the first has completed. Any thread may add work or report a completed frame. One thread at a time does all
 * pending steps in a loop, so that a container that calls back immediately builds no stack.
 *
 * @param <F> what a frame holds
 */
public final class FrameQueue<F> {
    private final GuardedSession socket;
    private final Sending<F> sending;
    private final AtomicInteger steps = new AtomicInteger();
    private final AtomicBoolean pingDue = new AtomicBoolean();
    /** The inserted frame; null unless one waits. */
    private final AtomicReference<F> between = new AtomicReference<>();

    /** The frames of the last write; null unless some are left. */
    private volatile Job<F> job;

    private final AtomicLong completed = new AtomicLong();
    private volatile boolean underWay;
    private boolean wasUnderWay;
    private long completedThen;

    /** A function that hands a frame to the container. */
    @FunctionalInterface
    public interface Sending<F> {
        void send(RemoteEndpoint.Async remote, F frame, SendHandler sent);
    }

    /** The frames still to be written, and the callback for when they are. */
    private record Job<F>(Iterator<F> frames, Runnable written) {}

    public FrameQueue(GuardedSession socket, Sending<F> sending) {
        this.socket = socket;
        this.sending = sending;
    }

    /** Writes frames and runs {@code written} when they are sent. Only then may the next frames come. */
    public void write(Iterator<F> frames, Runnable written) {
        job = new Job<>(frames, written);
        step();
    }

    /** Pings the client as soon as no frame is under way. */
    public void ping() {
        pingDue.set(true);
        step();
    }

    /** Inserts a frame as soon as no other is under way. It replaces an inserted frame that still waits. */
    public void insert(F frame) {
        between.set(frame);
        step();
    }

    /** Whether a frame is under way. */
    public boolean isWriting() {
        return underWay;
    }

    /**
     * Whether a frame that was under way at the last call has completed since. Then the client reads, even if our ping
     * waits behind so much that no pong comes. One thread at a time.
     */
    public boolean isBeingRead() {
        long now = completed.get();
        boolean read = wasUnderWay && now > completedThen;
        wasUnderWay = underWay;
        completedThen = now;
        return read;
    }

    /** Steps, or leaves the step to another thread or an outer call of this one that is in the loop. */
    private void step() {
        if (steps.getAndIncrement() > 0) {
            return;
        }
        do {
            advance();
        } while (steps.decrementAndGet() > 0);
    }

    private void advance() {
        if (underWay || socket.isClosed()) {
            return;
        }
        F urgent = between.getAndSet(null);
        Job<F> now = job;
        if (urgent != null) {
            send(urgent);
        } else if (pingDue.getAndSet(false)) {
            underWay = true;
            socket.ping(this::sent);
        } else if (now != null) {
            advance(now);
        }
    }

    private void advance(Job<F> now) {
        if (now.frames().hasNext()) {
            send(now.frames().next());
        } else {
            job = null;
            now.written().run();
        }
    }

    private void send(F frame) {
        underWay = true;
        try {
            sending.send(socket.remote(), frame, this::sent);
        } catch (RuntimeException closed) {
            sent(new SendResult(closed));
        }
    }

    private void sent(SendResult result) {
        if (result.isOK()) {
            completed.incrementAndGet();
            underWay = false;
            step();
        } else {
            socket.lost();
        }
    }
}
