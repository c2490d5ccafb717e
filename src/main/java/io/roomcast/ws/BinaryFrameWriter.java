package io.roomcast.ws;

import io.roomcast.channel.websocket.FrameEncoder;
import io.roomcast.channel.websocket.Frames;
import io.roomcast.channel.websocket.GuardedSession;
import io.roomcast.room.Batch;
import io.roomcast.room.BatchFormat;
import io.roomcast.room.Delivery;
import io.roomcast.room.budget.Account;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.JsonLines;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/** The frame writer of {@code roomcast.lines}: a whole batch in one binary frame, the same bytes for every receiver. */
final class BinaryFrameWriter extends FrameWriter<ByteBuffer> {
    private static final BatchFormat<byte[]> FRAME = batch -> FrameEncoder.binary(batch.in(JsonLines.BYTES));
    private static final BatchFormat<Frames<ByteBuffer>> BATCH = Events::new;

    private final JsonLines lines;

    BinaryFrameWriter(Ingress ingress, Account account, GuardedSession socket) {
        super(ingress, account, socket);
        this.lines = ingress.lines();
    }

    @Override
    Frames<ByteBuffer> frames(Delivery delivery) {
        return delivery instanceof Batch batch ? batch.as(BATCH) : frames(lines.line(delivery) + "\n");
    }

    @Override
    Frames<ByteBuffer> frames(String whole) {
        return new Lines(whole.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    void send(RemoteEndpoint.Async remote, ByteBuffer frame, SendHandler sent) {
        remote.sendBinary(frame, sent);
    }

    /** Wraps bytes that all receivers share. Not as a read-only view: some containers need the array. */
    private static Iterator<ByteBuffer> one(byte[] bytes) {
        return List.of(ByteBuffer.wrap(bytes)).iterator();
    }

    /** The events of a batch, encoded once for all receivers. */
    private record Events(Batch batch) implements Frames<ByteBuffer> {
        @Override
        public byte[] bytes() {
            return batch.as(FRAME);
        }

        @Override
        public Iterator<ByteBuffer> each() {
            return one(batch.in(JsonLines.BYTES));
        }
    }

    /** Lines for this receiver alone. */
    private record Lines(byte[] whole) implements Frames<ByteBuffer> {
        @Override
        public byte[] bytes() {
            return FrameEncoder.binary(whole);
        }

        @Override
        public Iterator<ByteBuffer> each() {
            return one(whole);
        }
    }
}
