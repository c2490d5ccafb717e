package io.roomcast.room.log;

import java.util.List;

/** The result of one draft, once it is as durable as the engine promises. */
public sealed interface Receipt extends Outcome {

    /** It is in the log as these events; the last of them is the acknowledged position. */
    record Appended(List<Event> events) implements Receipt {
        public Appended {
            events = List.copyOf(events);
        }

        public Position position() {
            return events.get(events.size() - 1).position();
        }
    }

    /** It is a repeat: it was in the log already, up to this position. */
    record Repeated(Position position) implements Receipt {}

    /** A program took it, now or the first time, with this answer. */
    record Taken(AnswerData answer) implements Receipt {}

    /** Its id was used before for other contents. */
    record Conflict() implements Receipt {}

    /** One of its recipients was never known in this room. */
    record Stranger(String member) implements Receipt {}
}
