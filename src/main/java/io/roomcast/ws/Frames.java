package io.roomcast.ws;

import io.roomcast.room.Part;
import io.roomcast.room.refusal.Ending;
import io.roomcast.wire.Connection;
import io.roomcast.wire.Reception;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes what a connection says as frames, strictly one after the other, pings among them: most containers refuse a
 * second write before the first has landed. Any thread may bring work or report that a frame has landed; one of them at
 * a time does all the steps that are due, in a loop, so that a container that calls back at once builds no stack.
 *
 * @param <F> what a frame holds
 */
abstract class Frames<F> extends Connection {
    private final Socket socket;
    private final AtomicInteger due = new AtomicInteger();
    private final AtomicBoolean pingDue = new AtomicBoolean();
    private volatile Optional<Job<F>> job = Optional.empty();
    private final AtomicLong landings = new AtomicLong();
    private volatile boolean flying;
    private boolean wasFlying;
    private long landingsThen;

    /** The frames still to be written, and whom to tell that they are. */
    private record Job<F>(Iterator<F> frames, Runnable written) {}

    Frames(Reception reception, Socket socket) {
        super(reception);
        this.socket = socket;
    }

    abstract Iterator<F> frames(Part part);

    /** The frames of whole lines, each with its end. */
    abstract Iterator<F> frames(String lines);

    abstract void send(RemoteEndpoint.Async remote, F frame, SendHandler landed);

    @Override
    protected final void write(Part part, Runnable written) {
        begin(new Job<>(frames(part), written));
    }

    @Override
    protected final void write(String lines, Runnable written) {
        begin(new Job<>(frames(lines), written));
    }

    @Override
    protected final void close(Ending end) {
        socket.close(end, flying);
    }

    /** Pings the peer as soon as no frame is under way. */
    final void ping() {
        pingDue.set(true);
        step();
    }

    /** Whether a frame has not landed yet. */
    final boolean isWriting() {
        return flying;
    }

    /**
     * Whether a frame that was stuck when this was last asked has landed since: then somebody reads, even if there is too
     * much before our ping for a pong to come. Asked by one thread at a time.
     */
    final boolean isBeingRead() {
        long now = landings.get();
        boolean read = wasFlying && now > landingsThen;
        wasFlying = flying;
        landingsThen = now;
        return read;
    }

    private void begin(Job<F> next) {
        job = Optional.of(next);
        step();
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
        if (pingDue.getAndSet(false)) {
            flying = true;
            socket.ping(this::landed);
        } else if (job.isPresent()) {
            advance(job.get());
        }
    }

    private void advance(Job<F> now) {
        if (now.frames().hasNext()) {
            flying = true;
            fly(now.frames().next());
        } else {
            job = Optional.empty();
            now.written().run();
        }
    }

    private void fly(F frame) {
        try {
            send(socket.remote(), frame, this::landed);
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
