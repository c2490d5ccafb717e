package io.roomcast.room.log;

import java.time.Instant;
import java.util.Optional;

/** Where a reader begins. */
public sealed interface Start {
    /** Right after the newest event. */
    record Head() implements Start {}

    /** Right after a position. */
    record After(Position position) implements Start {}

    /**
     * Before the last {@code count} events that it may see, of those up to a position if one is given: before none, if
     * that position is of another log.
     */
    record Last(int count, Optional<Position> before) implements Start {}

    /** At the first event that is not older than this. */
    record Since(Instant at) implements Start {}
}
