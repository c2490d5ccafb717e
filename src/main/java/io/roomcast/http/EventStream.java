package io.roomcast.http;

import io.roomcast.channel.http.Response;
import io.roomcast.room.Batch;
import io.roomcast.room.Delivery;
import io.roomcast.room.log.EventFormat;
import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.wire.JsonLines;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * A stream of Server-Sent Events. Every block has the reader's position in {@code id:}, so that a browser resumes there
 * by itself. It holds the position, and so belongs to one reader.
 */
final class EventStream implements StreamFormat {
    static final String TYPE = "text/event-stream";

    /** An event as a block, the same bytes for every receiver. */
    static final EventFormat<byte[]> BLOCK =
            event -> block(event.position(), event.in(JsonLines.TEXT)).getBytes(StandardCharsets.UTF_8);

    /** A browser cannot be told not to reconnect, only to wait long. */
    private static final Duration NEVER = Duration.ofHours(1);

    private final JsonLines lines;
    private final String room;
    private final Duration retry;
    private Position position; // null until the reader begins

    EventStream(JsonLines lines, String room, Duration retry) {
        this.lines = lines;
        this.room = room;
        this.retry = retry;
    }

    /** Returns a temporary refusal with status 200, because a browser reconnects after no other status. */
    static Response retryLater(JsonLines lines, Refusal refusal, String room, Duration retry) {
        String blocks = retry(retry) + "data: " + lines.error(refusal, "", room) + "\n\n";
        return new Response(200, Response.stream(TYPE).headers(), Optional.of(bytes(blocks)));
    }

    @Override
    public Response beginning() {
        return Response.stream(TYPE);
    }

    @Override
    public byte[] delivery(Delivery delivery) {
        boolean first = position == null;
        if (delivery instanceof Batch batch) {
            position = batch.end();
            return batch.in(BLOCK);
        }
        if (delivery instanceof Delivery.Stand stand) {
            position = stand.position();
            return first ? block(retry(retry), lines.line(delivery)) : bytes("id: " + stand.position() + "\n\n");
        }
        if (delivery instanceof Delivery.Welcome welcome) {
            position = welcome.position();
            return block(retry(retry), lines.line(delivery));
        }
        if (delivery instanceof Delivery.Gap gap) {
            position = gap.position();
        }
        return block("", lines.line(delivery));
    }

    @Override
    public byte[] complete(Position end) {
        position = end;
        return block("", lines.position(end, room));
    }

    @Override
    public byte[] ended(Ending ending) {
        Duration wait = ending.after().isZero() ? retry : ending.after();
        return block(retry(ending.reconnect() ? wait : NEVER), lines.bye(ending, room));
    }

    @Override
    public byte[] refused(Refusal refusal) {
        Duration wait = refusal.code().isTemporary() ? retry : NEVER;
        return block(retry(wait), lines.error(refusal, "", room));
    }

    private byte[] block(String before, String line) {
        return bytes(before + (position == null ? "data: " + line + "\n\n" : block(position, line)));
    }

    private static String block(Position at, String line) {
        return "id: " + at + "\ndata: " + line + "\n\n";
    }

    private static String retry(Duration wait) {
        return "retry: " + wait.toMillis() + "\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
