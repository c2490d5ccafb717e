package io.roomcast.bench.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Counts deliveries and how long each took, to three digits, up to ten minutes. Used by one thread at a time. */
public final class Tally {
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);

    private final Histogram histogram = new Histogram(LONGEST, 3);

    public void add(long nanos) {
        histogram.recordValue(Math.min(LONGEST, Math.max(0, nanos)));
    }

    public long count() {
        return histogram.getTotalCount();
    }

    public void clear() {
        histogram.reset();
    }

    /** Returns the milliseconds within which this share of the deliveries came; not a number if there were none. */
    public double within(double share) {
        return count() == 0 ? Double.NaN : histogram.getValueAtPercentile(share * 100) / 1e6;
    }
}
