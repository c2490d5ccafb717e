package io.roomcast.ws;

import io.roomcast.channel.websocket.Socket;
import io.roomcast.room.Batch;
import io.roomcast.room.Part;
import io.roomcast.wire.Lines;
import io.roomcast.wire.Reception;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/** The subprotocol {@code roomcast.lines}: a whole batch in one binary frame, the same bytes for every receiver. */
final class BinaryFrames extends Frames<ByteBuffer> {
    private final Lines lines;

    BinaryFrames(Reception reception, Socket socket) {
        super(reception, socket);
        this.lines = reception.lines();
    }

    @Override
    Iterator<ByteBuffer> frames(Part part) {
        return part instanceof Batch batch ? one(batch.in(Lines.BYTES)) : frames(lines.line(part) + "\n");
    }

    @Override
    Iterator<ByteBuffer> frames(String whole) {
        return one(whole.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    void send(RemoteEndpoint.Async remote, ByteBuffer frame, SendHandler landed) {
        remote.sendBinary(frame, landed);
    }

    /** The bytes are everybody's. Containers only read them, but some need the array: a read-only view has none to give. */
    private static Iterator<ByteBuffer> one(byte[] bytes) {
        return List.of(ByteBuffer.wrap(bytes)).iterator();
    }
}
