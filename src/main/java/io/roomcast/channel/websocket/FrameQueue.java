package io.roomcast.channel.websocket;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Writes frames strictly one after the other, pings among them: most containers refuse a second write before the first
 * has landed. Any thread may bring work or report that a frame has landed; one of them at a time does all the steps that
 * are due, in a loop, so that a container that calls back at once builds no stack.
 *
 * @param <F> what a frame holds
 */
public final class FrameQueue<F> {
    private final GuardedSession socket;
    private final Sending<F> sending;
    private final AtomicInteger due = new AtomicInteger();
    private final AtomicBoolean pingDue = new AtomicBoolean();
    private final AtomicReference<Optional<F>> between = new AtomicReference<>(Optional.empty());
    private volatile Optional<Job<F>> job = Optional.empty();
    private final AtomicLong landings = new AtomicLong();
    private volatile boolean flying;
    private boolean wasFlying;
    private long landingsThen;

    /** How a frame is handed to the container. */
    @FunctionalInterface
    public interface Sending<F> {
        void send(RemoteEndpoint.Async remote, F frame, SendHandler landed);
    }

    /** The frames still to be written, and whom to tell that they are. */
    private record Job<F>(Iterator<F> frames, Runnable written) {}

    public FrameQueue(GuardedSession socket, Sending<F> sending) {
        this.socket = socket;
        this.sending = sending;
    }

    /** Writes frames; {@code written} is run when they are out, and only then may the next come. */
    public void write(Iterator<F> frames, Runnable written) {
        job = Optional.of(new Job<>(frames, written));
        step();
    }

    /** Pings the peer as soon as no frame is under way. */
    public void ping() {
        pingDue.set(true);
        step();
    }

    /** Puts a frame in as soon as no other is under way; of several that wait, the last is enough. */
    public void putIn(F frame) {
        between.set(Optional.of(frame));
        step();
    }

    /** Whether a frame has not landed yet. */
    public boolean isWriting() {
        return flying;
    }

    /**
     * Whether a frame that was stuck when this was last asked has landed since: then somebody reads, even if there is too
     * much before our ping for a pong to come. Asked by one thread at a time.
     */
    public boolean isBeingRead() {
        long now = landings.get();
        boolean read = wasFlying && now > landingsThen;
        wasFlying = flying;
        landingsThen = now;
        return read;
    }

    /** Whoever comes while another thread, or an outer call of this one, is in the loop leaves the step to it. */
    private void step() {
        if (due.getAndIncrement() > 0) {
            return;
        }
        do {
            advance();
        } while (due.decrementAndGet() > 0);
    }

    private void advance() {
        if (flying || socket.isClosed()) {
            return;
        }
        Optional<F> urgent = between.getAndSet(Optional.empty());
        if (urgent.isPresent()) {
            fly(urgent.get());
        } else if (pingDue.getAndSet(false)) {
            flying = true;
            socket.ping(this::landed);
        } else if (job.isPresent()) {
            advance(job.get());
        }
    }

    private void advance(Job<F> now) {
        if (now.frames().hasNext()) {
            fly(now.frames().next());
        } else {
            job = Optional.empty();
            now.written().run();
        }
    }

    private void fly(F frame) {
        flying = true;
        try {
            sending.send(socket.remote(), frame, this::landed);
        } catch (RuntimeException closed) {
            landed(new SendResult(closed));
        }
    }

    /** A peer that cannot be written to is gone. */
    private void landed(SendResult result) {
        if (result.isOK()) {
            landings.incrementAndGet();
            flying = false;
            step();
        } else {
            socket.lost();
        }
    }
}
