package io.roomcast.wire;

import io.roomcast.room.refusal.Ending;

/**
 * The encoder of everything that one connection replies: {@link JsonLines} for programs, plain sentences for people. An
 * empty text is not sent. Any thread.
 */
public interface ConnectionEncoder extends ReplyEncoder {
    /** Encodes the end of the connection, or with a room that is not empty the end of that reading only. */
    String bye(Ending ending, String room);

    String pong(String value);
}
