package io.roomcast.ws;

import io.roomcast.channel.websocket.Socket;
import io.roomcast.room.Batch;
import io.roomcast.room.Part;
import io.roomcast.wire.Lines;
import io.roomcast.wire.Reception;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import java.util.Iterator;
import java.util.List;

/**
 * One line in each text frame, so that a client parses what a message holds and nothing else. Where a container can put
 * many frames into one write, {@link #frames(Part)} of a batch is the place to do so.
 */
final class TextFrames extends Frames<String> {
    private final Lines lines;

    TextFrames(Reception reception, Socket socket) {
        super(reception, socket);
        this.lines = reception.lines();
    }

    @Override
    Iterator<String> frames(Part part) {
        if (part instanceof Batch batch) {
            return batch.events().stream().map(event -> event.in(Lines.TEXT)).iterator();
        }
        return List.of(lines.line(part)).iterator();
    }

    @Override
    Iterator<String> frames(String whole) {
        return whole.lines().iterator();
    }

    @Override
    void send(RemoteEndpoint.Async remote, String frame, SendHandler landed) {
        remote.sendText(frame, landed);
    }
}
