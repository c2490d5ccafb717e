package io.roomcast.room.log;

import java.util.Optional;

/** What whoever published is answered when it is done. */
public sealed interface Ack {

    /** It is in the log, and its last event lies here. */
    record InLog(Position at) implements Ack {}

    /** A program took it; it is in no log. */
    record Taken(AnswerData answer) implements Ack {}

    /** Where it lies in the log, if it is there. */
    default Optional<Position> position() {
        return this instanceof InLog inLog ? Optional.of(inLog.at()) : Optional.empty();
    }
}
