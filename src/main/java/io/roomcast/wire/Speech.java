package io.roomcast.wire;

import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import java.util.Optional;

/**
 * How a connection puts what it answers. Programs are answered in {@link Lines} of JSON, people in words of their own; an
 * empty answer is not sent. Any thread.
 */
public interface Speech {
    /** A publish is in the log. */
    String ack(String id, String room, Position position);

    /** A command, or the room that was asked for, is refused. */
    String error(Refusal refusal, String id, Optional<String> room);

    /** The end of a connection, or with a room the end of its reading alone. */
    String bye(Ending ending, Optional<String> room);

    String pong(String value);
}
