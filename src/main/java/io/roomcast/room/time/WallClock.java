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

    /** For so long must a time prove right before it is certain. */
    Duration PROOF = Duration.ofMinutes(5);

    /** Whether this time has proved right for so long. */
    default boolean isProvedFor(Duration length) {
        return true;
    }

    /** Whether this time is certain. */
    default boolean isSettled() {
        return isProvedFor(PROOF);
    }

    /**
     * Returns the time before which everything is too old that lives this long. While it is uncertain nothing is; but it
     * need not prove right for longer than that life.
     */
    default Instant before(Duration life) {
        boolean isProved = isProvedFor(life.compareTo(PROOF) < 0 ? life : PROOF);
        return isProved ? instant().minus(life) : Instant.EPOCH;
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
