package io.roomcast.channel.websocket;

import io.roomcast.channel.websocket.Wire.Landing;
import io.roomcast.channel.websocket.Wire.Outcome;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands frames to the container's remote endpoint, and the next ones when these have landed: most containers refuse a
 * second frame while one is under way. Whoever is last of the sending thread and the callbacks goes on, so that a
 * container that calls back from within a send builds no stack.
 */
final class RemoteSender<F> implements FrameSender<F> {
    private final GuardedSession socket;
    private final FrameQueue.Sending<F> sending;
    private volatile Iterator<F> left = Collections.emptyIterator();
    private volatile Landing landing = written -> {};

    RemoteSender(GuardedSession socket, FrameQueue.Sending<F> sending) {
        this.socket = socket;
        this.sending = sending;
    }

    @Override
    public Outcome send(Frames<F> frames, Landing then) {
        left = frames.each();
        landing = then;
        return advance();
    }

    private Outcome advance() {
        Iterator<F> frames = left;
        while (frames.hasNext()) {
            Flight flight = new Flight();
            for (int sent = 0; sent < socket.sendsAtOnce() && frames.hasNext(); sent++) {
                flight.add(frames.next());
            }
            if (!flight.isLast()) {
                return Outcome.UNDER_WAY;
            }
            if (flight.failed) {
                return Outcome.LOST;
            }
        }
        return Outcome.WRITTEN;
    }

    private void goOn(boolean failed) {
        Outcome outcome = failed ? Outcome.LOST : advance();
        if (outcome != Outcome.UNDER_WAY) {
            landing.landed(outcome == Outcome.WRITTEN);
        }
    }

    @Override
    public Outcome ping(Landing then) {
        socket.ping(result -> then.landed(result.isOK()));
        return Outcome.UNDER_WAY;
    }

    @Override
    public Outcome pong(byte[] payload, Landing then) {
        throw new IllegalStateException("the container answers pings");
    }

    /** The frames that the container has at the same time, and the thread that hands them over. */
    private final class Flight implements SendHandler {
        private final AtomicInteger under = new AtomicInteger(1);
        private volatile boolean failed;

        void add(F frame) {
            under.incrementAndGet();
            RemoteEndpoint.Async remote = socket.remote();
            try {
                sending.send(remote, frame, this);
            } catch (RuntimeException closed) {
                onResult(new SendResult(closed));
            }
        }

        boolean isLast() {
            return under.decrementAndGet() == 0;
        }

        @Override
        public void onResult(SendResult result) {
            if (!result.isOK()) {
                failed = true;
            }
            if (isLast()) {
                goOn(failed);
            }
        }
    }
}
