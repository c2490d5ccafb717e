package io.roomcast.room.log;

import io.roomcast.room.refusal.Refusal;

/** What an append says of one draft. */
public sealed interface Outcome permits Receipt, Outcome.Refused, Outcome.Unknown {

    /** Certainly nothing of it is in the log. */
    record Refused(Refusal why) implements Outcome {}

    /** It is in the log or it is not, and that is decided: it cannot get there later than its lease ends. */
    record Unknown(String why) implements Outcome {}

    /** What an append says that failed as a whole: a refusal is certain, and nothing else is. */
    static Outcome of(Throwable failure) {
        return Refusal.isIn(failure)
                ? new Refused(Refusal.of(failure))
                : new Unknown(String.valueOf(failure.getMessage()));
    }
}
