package io.roomcast.http;

import io.roomcast.channel.http.Response;
import io.roomcast.room.Batch;
import io.roomcast.room.Delivery;
import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.wire.JsonLines;
import java.nio.charset.StandardCharsets;

/** A stream of JSON lines. Stateless. */
final class LineStream implements StreamFormat {
    static final String TYPE = "application/x-ndjson";

    private final JsonLines lines;
    private final String room;

    LineStream(JsonLines lines, String room) {
        this.lines = lines;
        this.room = room;
    }

    @Override
    public Response beginning() {
        return Response.stream(TYPE);
    }

    @Override
    public byte[] delivery(Delivery delivery) {
        return delivery instanceof Batch batch ? batch.in(JsonLines.BYTES) : line(lines.line(delivery));
    }

    @Override
    public byte[] complete(Position position) {
        return line(lines.position(position, room));
    }

    @Override
    public byte[] ended(Ending ending) {
        return line(lines.bye(ending, room));
    }

    @Override
    public byte[] refused(Refusal refusal) {
        return line(lines.error(refusal, "", room));
    }

    private static byte[] line(String line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
