package io.roomcast.room.log;

import java.util.Optional;

/** The answer to a publish that is done. */
public sealed interface Ack {

    /** It is in the log; its last event is here. */
    record InLog(Position at) implements Ack {}

    /** A program took it; it is in no log. */
    record Taken(AnswerData answer) implements Ack {}

    /** Returns where its last event is, if it is in the log. */
    default Optional<Position> position() {
        return this instanceof InLog inLog ? Optional.of(inLog.at()) : Optional.empty();
    }
}
