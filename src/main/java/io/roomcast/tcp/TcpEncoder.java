package io.roomcast.tcp;

import io.roomcast.room.Batch;
import io.roomcast.room.Delivery;
import io.roomcast.wire.ConnectionEncoder;
import io.roomcast.wire.Json;
import io.roomcast.wire.JsonLines;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** The encoders of one connection, for replies and for deliveries. Immutable. */
record TcpEncoder(ConnectionEncoder replies, Function<Delivery, byte[]> deliveries) {

    /** Returns the encoder of JSON lines, as on every transport. */
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
