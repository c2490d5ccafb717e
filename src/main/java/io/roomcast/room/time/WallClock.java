package io.roomcast.room.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The time of day, and whether it is certain. Any thread. */
@FunctionalInterface
public interface WallClock extends InstantSource {
    /** A clock that is this much behind what was written earlier was set back. */
    Duration SET_BACK = Duration.ofMinutes(1);

    /** Whether this time has proved right for some minutes. Only then may anything be dropped because of its age. */
    default boolean isSettled() {
        return true;
    }

    /** Returns the time before which everything is too old that lives this long; while it is uncertain, nothing is. */
    default Instant before(Duration life) {
        return isSettled() ? instant().minus(life) : Instant.EPOCH;
    }

    /** Returns what the machine's clock says now, though it may have leapt. */
    default Instant untested() {
        return instant();
    }

    /**
     * Returns the time of what follows something of this time, in milliseconds. It is what the clock says
     * now, because a machine that has slept is right at once; but never before that, unless the clock was set back and is
     * certain.
     */
    default Instant after(Instant newest) {
        Instant now = untested().truncatedTo(ChronoUnit.MILLIS);
        boolean isSetBack = newest.isAfter(now.plus(SET_BACK)) && isSettled();
        return now.isAfter(newest) || isSetBack ? now : newest;
    }
}
