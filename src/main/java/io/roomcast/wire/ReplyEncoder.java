package io.roomcast.wire;

import io.roomcast.room.log.Ack;
import io.roomcast.room.refusal.Refusal;
import java.util.Optional;

/** How what a client asked for is answered, in whatever words it understands; an empty answer is not sent. Any thread. */
public interface ReplyEncoder {
    /** A publish is in the log, or a program took it. */
    String ack(String id, String room, Ack ack);

    /** A command, or the room that was asked for, is refused. */
    String error(Refusal refusal, String id, Optional<String> room);
}
