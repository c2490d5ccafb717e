package io.roomcast.http;

import io.roomcast.channel.http.Answer;
import io.roomcast.room.Batch;
import io.roomcast.room.Part;
import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.wire.Lines;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A stream of lines of JSON, each with its end. Stateless. */
final class LineStream implements Wording {
    static final String TYPE = "application/x-ndjson";

    private final Lines lines;
    private final String room;

    LineStream(Lines lines, String room) {
        this.lines = lines;
        this.room = room;
    }

    @Override
    public Answer beginning() {
        return Answer.stream(TYPE);
    }

    @Override
    public byte[] part(Part part) {
        return part instanceof Batch batch ? batch.in(Lines.BYTES) : line(lines.line(part));
    }

    @Override
    public byte[] complete(Position position) {
        return line(lines.position(position, room));
    }

    @Override
    public byte[] ended(Ending ending) {
        return line(lines.bye(ending, Optional.of(room)));
    }

    @Override
    public byte[] refused(Refusal refusal) {
        return line(lines.error(refusal, "", Optional.of(room)));
    }

    private static byte[] line(String line) {
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
