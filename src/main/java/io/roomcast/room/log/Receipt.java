package io.roomcast.room.log;

import java.util.List;

/** What became of one draft, once it is as durable as the engine promises. */
public sealed interface Receipt extends Outcome {

    /** It is in the log: these events, the last of which is the acknowledged position. */
    record Appended(List<Event> events) implements Receipt {
        public Appended {
            events = List.copyOf(events);
        }

        public Position position() {
            return events.get(events.size() - 1).position();
        }
    }

    /** It was in the log already, at this position. */
    record Repeated(Position position) implements Receipt {}

    /** A program took it, now or the first time, and answered this. */
    record Taken(AnswerData answer) implements Receipt {}

    /** Its id was used before for other contents. */
    record Conflict() implements Receipt {}

    /** Somebody it is meant for was never known in this room. */
    record Stranger(String member) implements Receipt {}
}
