package io.roomcast.room.time;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Follows the clock of the machine, but not its leaps. Small corrections are followed at once. A leap is believed when
 * the machine's clock has run evenly from there for five minutes; until then everything ages as if there was none. In these
 * minutes, and in the first five of a process, the time is not settled. It looks at the machine's clock whenever it is
 * asked, and the tidying of the engine asks once a second. Locks briefly.
 */
public final class SteadyClock implements WallClock {
    private static final System.Logger LOG = System.getLogger(SteadyClock.class.getName());
    private static final Duration LEAP = Duration.ofSeconds(5);

    private final InstantSource machine;
    private final LongSupplier elapsed;
    /** All of these in milliseconds; the first two are what the time of day is ahead of the elapsed time. */
    private long believed;

    private long seen;
    private long evenSince;

    public SteadyClock() {
        this(InstantSource.system(), () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }

    /** @param elapsed milliseconds since some fixed time, see {@link Time#elapsed()} */
    public SteadyClock(InstantSource machine, LongSupplier elapsed) {
        this.machine = machine;
        this.elapsed = elapsed;
        this.evenSince = elapsed.getAsLong();
        this.seen = machine.millis() - evenSince;
        this.believed = seen;
    }

    @Override
    public synchronized Instant instant() {
        return Instant.ofEpochMilli(look() + believed);
    }

    @Override
    public Instant untested() {
        return machine.instant();
    }

    @Override
    public synchronized boolean isProvedFor(Duration length) {
        return look() - evenSince >= length.toMillis();
    }

    /** Looks at the machine's clock, and returns the elapsed time. */
    private long look() {
        long now = elapsed.getAsLong();
        long ahead = machine.millis() - now;
        if (isLeap(ahead - seen)) {
            evenSince = now;
            report(ahead);
        }
        seen = ahead;
        if (!isLeap(ahead - believed) || isEven(now)) {
            believed = ahead;
        }
        return now;
    }

    private boolean isEven(long now) {
        return now - evenSince >= PROOF.toMillis();
    }

    private static boolean isLeap(long difference) {
        return Math.abs(difference) > LEAP.toMillis();
    }

    private void report(long ahead) {
        Duration leap = Duration.ofMillis(ahead - seen);
        LOG.log(
                Level.WARNING,
                () -> "the machine's clock leapt by " + leap + "; nothing is dropped because of its age for "
                        + PROOF.toMinutes() + " minutes");
    }
}
