package io.roomcast.scenario;

/** One thing that is wrong with what the clients of a room were told. */
public record Problem(Kind kind, String sentence) {
    /** The faults that {@link ExactlyOnceChecker} finds. */
    public enum Kind {
        /** A client never received an event that was acknowledged and that it may see, and no gap told it so. */
        LOST,
        /** An event was received twice, or acknowledged twice to a publisher that does not repeat itself. */
        DOUBLED,
        /** An event came after a later one. */
        OUT_OF_ORDER,
        /** A client was taken past an offset at which nothing was ever acknowledged, and no gap told it so. */
        SKIPPED,
        /** An event was acknowledged at one position, and received or acknowledged again at another. */
        MOVED,
        /** Two events were acknowledged with the same offset. */
        TWO_CONTENTS,
        /** A client received an event that was never acknowledged to its publisher. */
        UNACKNOWLEDGED,
        /** A position is not in the epoch of the others. */
        OTHER_EPOCH,
        /** A client received an event that is for others. */
        NOT_FOR_IT,
        /** A client received an event although a gap told it that the event is lost. */
        NOT_LOST,
        /** A client found by itself that something is wrong. */
        COMPLAINT
    }

    @Override
    public String toString() {
        return kind + ": " + sentence;
    }
}
