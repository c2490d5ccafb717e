package io.roomcast.ws;

import io.roomcast.channel.websocket.FrameQueue;
import io.roomcast.channel.websocket.Frames;
import io.roomcast.channel.websocket.GuardedSession;
import io.roomcast.room.Delivery;
import io.roomcast.room.budget.Account;
import io.roomcast.room.refusal.Ending;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.JsonLines;
import io.roomcast.wire.SharedConnection;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;

/**
 * The sending side of a connection, with frames of one kind. Any thread; no method blocks or throws.
 *
 * @param <F> what a frame holds
 */
abstract class FrameWriter<F> extends SharedConnection {
    private final JsonLines lines;
    private final GuardedSession socket;
    private final FrameQueue<F> outgoing;

    FrameWriter(Ingress ingress, Account account, GuardedSession socket) {
        super(ingress, account);
        this.lines = ingress.lines();
        this.socket = socket;
        this.outgoing = new FrameQueue<>(socket, this::send);
    }

    abstract Frames<F> frames(Delivery delivery);

    /** Returns the frames of whole lines, each with its line end. */
    abstract Frames<F> frames(String lines);

    abstract void send(RemoteEndpoint.Async remote, F frame, SendHandler sent);

    @Override
    protected final void write(Delivery delivery, Runnable written) {
        outgoing.write(frames(delivery), written);
    }

    @Override
    protected final void write(String lines, Runnable written) {
        outgoing.write(frames(lines), written);
    }

    @Override
    protected final String farewell(Ending end) {
        return lines.bye(end, "");
    }

    @Override
    protected final void close(Ending end) {
        socket.close(end, outgoing.isWriting());
    }

    final FrameQueue<F> outgoing() {
        return outgoing;
    }
}
