package io.roomcast.ws;

import io.roomcast.channel.websocket.GuardedSession;
import io.roomcast.room.Batch;
import io.roomcast.room.Delivery;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.JsonLines;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import java.util.Iterator;
import java.util.List;

/**
 * The frame writer with one line in each text frame, so that a client can parse each message as JSON.
 */
final class TextFrameWriter extends FrameWriter<String> {
    private final JsonLines lines;

    TextFrameWriter(Ingress ingress, GuardedSession socket) {
        super(ingress, socket);
        this.lines = ingress.lines();
    }

    @Override
    Iterator<String> frames(Delivery delivery) {
        if (delivery instanceof Batch batch) {
            return batch.events().stream()
                    .map(event -> event.in(JsonLines.TEXT))
                    .iterator();
        }
        return List.of(lines.line(delivery)).iterator();
    }

    @Override
    Iterator<String> frames(String whole) {
        return whole.lines().iterator();
    }

    @Override
    void send(RemoteEndpoint.Async remote, String frame, SendHandler sent) {
        remote.sendText(frame, sent);
    }
}
