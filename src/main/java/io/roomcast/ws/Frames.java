package io.roomcast.ws;

import io.roomcast.channel.websocket.Outgoing;
import io.roomcast.channel.websocket.Socket;
import io.roomcast.room.Part;
import io.roomcast.room.refusal.Ending;
import io.roomcast.wire.Connection;
import io.roomcast.wire.Lines;
import io.roomcast.wire.Reception;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import java.util.Iterator;
import java.util.Optional;

/**
 * What a connection says, as frames of one kind. Any thread; no method blocks or throws.
 *
 * @param <F> what a frame holds
 */
abstract class Frames<F> extends Connection {
    private final Lines lines;
    private final Socket socket;
    private final Outgoing<F> outgoing;

    Frames(Reception reception, Socket socket) {
        super(reception);
        this.lines = reception.lines();
        this.socket = socket;
        this.outgoing = new Outgoing<>(socket, this::send);
    }

    abstract Iterator<F> frames(Part part);

    /** The frames of whole lines, each with its end. */
    abstract Iterator<F> frames(String lines);

    abstract void send(RemoteEndpoint.Async remote, F frame, SendHandler landed);

    @Override
    protected final void write(Part part, Runnable written) {
        outgoing.write(frames(part), written);
    }

    @Override
    protected final void write(String lines, Runnable written) {
        outgoing.write(frames(lines), written);
    }

    @Override
    protected final String farewell(Ending end) {
        return lines.bye(end, Optional.empty());
    }

    @Override
    protected final void close(Ending end) {
        socket.close(end, outgoing.isWriting());
    }

    final Outgoing<F> outgoing() {
        return outgoing;
    }
}
