package io.roomcast.tcp;

import io.roomcast.room.Batch;
import io.roomcast.room.Delivery;
import io.roomcast.wire.ConnectionEncoder;
import io.roomcast.wire.Json;
import io.roomcast.wire.JsonLines;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** In which words one connection is spoken to: its answers, and the bytes of what it reads. Immutable. */
record TcpEncoder(ConnectionEncoder answers, Function<Delivery, byte[]> parts) {

    /** The same lines of JSON as everywhere. */
    static TcpEncoder forPrograms(JsonLines lines) {
        return new TcpEncoder(
                lines,
                delivery -> delivery instanceof Batch batch ? batch.in(JsonLines.BYTES) : bytes(lines.line(delivery)));
    }

    static TcpEncoder forPeople(Json json) {
        return new TcpEncoder(new PlainReplies(), new PlainLines(json)::bytes);
    }

    private static byte[] bytes(String line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
