package io.roomcast.ws;

import io.roomcast.channel.websocket.FrameEncoder;
import io.roomcast.channel.websocket.Frames;
import io.roomcast.channel.websocket.GuardedSession;
import io.roomcast.room.Batch;
import io.roomcast.room.BatchFormat;
import io.roomcast.room.Delivery;
import io.roomcast.room.budget.Account;
import io.roomcast.room.log.EventFormat;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.JsonLines;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.List;

/** The frame writer with one line in each text frame, so that a client can parse each message as JSON. */
final class TextFrameWriter extends FrameWriter<String> {
    private static final EventFormat<byte[]> EVENT = event -> FrameEncoder.text(event.in(JsonLines.TEXT));
    private static final BatchFormat<Frames<String>> BATCH = Events::new;

    private final JsonLines lines;

    TextFrameWriter(Ingress ingress, Account account, GuardedSession socket) {
        super(ingress, account, socket);
        this.lines = ingress.lines();
    }

    @Override
    Frames<String> frames(Delivery delivery) {
        return delivery instanceof Batch batch ? batch.as(BATCH) : new Lines(List.of(lines.line(delivery)));
    }

    @Override
    Frames<String> frames(String whole) {
        return new Lines(whole.lines().toList());
    }

    @Override
    void send(RemoteEndpoint.Async remote, String frame, SendHandler sent) {
        remote.sendText(frame, sent);
    }

    /** The events of a batch, each encoded once for all receivers. */
    private record Events(Batch batch) implements Frames<String> {
        @Override
        public byte[] bytes() {
            return batch.in(EVENT);
        }

        @Override
        public Iterator<String> each() {
            return batch.events().stream()
                    .map(event -> event.in(JsonLines.TEXT))
                    .iterator();
        }
    }

    /** Lines for this receiver alone. */
    private record Lines(List<String> all) implements Frames<String> {
        @Override
        public byte[] bytes() {
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            all.forEach(line -> frames.writeBytes(FrameEncoder.text(line)));
            return frames.toByteArray();
        }

        @Override
        public Iterator<String> each() {
            return all.iterator();
        }
    }
}
