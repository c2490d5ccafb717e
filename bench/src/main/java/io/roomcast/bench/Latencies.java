package io.roomcast.bench;

import java.util.Arrays;

/** How long deliveries took, in steps of ten microseconds up to ten seconds. Used by one thread. */
final class Latencies {
    private static final long STEP = 10_000;

    private final int[] counts = new int[1_000_000];
    private long all;

    void add(long nanos) {
        counts[(int) Math.min(counts.length - 1, Math.max(0, nanos / STEP))]++;
        all++;
    }

    long count() {
        return all;
    }

    void clear() {
        Arrays.fill(counts, 0);
        all = 0;
    }

    /** The milliseconds within which this share of the deliveries came. */
    double within(double share) {
        long left = (long) Math.ceil(all * share);
        int index = 0;
        while (index < counts.length - 1 && (left -= counts[index]) > 0) {
            index++;
        }
        return (index + 1) * STEP / 1e6;
    }
}
