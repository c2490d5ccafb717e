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
     * At the last {@code count} events that it may see, up to a position if given; at none if that is of another log.
     */
    record Last(int count, Optional<Position> before) implements Start {}

    /** At the first event that is not older than this. */
    record Since(Instant at) implements Start {}
}
