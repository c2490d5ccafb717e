package io.roomcast.wire;

import io.roomcast.room.refusal.Ending;
import java.util.Optional;

/**
 * How a connection puts what it answers. Programs are answered in {@link JsonLines} of JSON, people in words of their own; an
 * empty answer is not sent. Any thread.
 */
public interface ConnectionEncoder extends ReplyEncoder {
    /** The end of a connection, or with a room the end of its reading alone. */
    String bye(Ending ending, Optional<String> room);

    String pong(String value);
}
