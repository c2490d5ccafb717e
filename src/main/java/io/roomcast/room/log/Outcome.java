package io.roomcast.room.log;

import io.roomcast.room.refusal.Refusal;

/** The outcome of an append for one draft. */
public sealed interface Outcome permits Receipt, Outcome.Refused, Outcome.Unknown {

    /** Certainly nothing of it is in the log. */
    record Refused(Refusal why) implements Outcome {}

    /** It is in the log or it is not, and that is decided: it cannot get there after its lease has ended. */
    record Unknown(String why) implements Outcome {}

    /** Returns the outcome of an append that failed as a whole: a refusal is certain, any other failure is not. */
    static Outcome of(Throwable failure) {
        return Refusal.isIn(failure)
                ? new Refused(Refusal.of(failure))
                : new Unknown(String.valueOf(failure.getMessage()));
    }
}
