package io.roomcast.wire;

import io.roomcast.room.log.Ack;
import io.roomcast.room.refusal.Refusal;

/** The encoder of replies to commands. An empty text is not sent. Any thread. */
public interface ReplyEncoder {
    /** Encodes that a publish is in the log, or that a program took it. */
    String ack(String id, String room, Ack ack);

    /** Encodes the refusal of a command, or of the room that the client asked for; id and room may be empty. */
    String error(Refusal refusal, String id, String room);
}
