package io.roomcast.room.who;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * Rate limits by key: this many actions a second on average, and a burst together. Any thread may call it. A key that
 * has been quiet for the length of a burst is forgotten.
 */
public final class Rates {
    private final LongSupplier elapsed;
    private final double perMilli;
    private final double burst;
    private final ConcurrentMap<String, Allowance> allowances = new ConcurrentHashMap<>();

    private record Allowance(double left, long since) {}

    /** A rate of 0 means no limit. {@code elapsed} returns milliseconds. */
    public Rates(LongSupplier elapsed, double perSecond, Duration burst) {
        this.elapsed = elapsed;
        this.perMilli = perSecond / 1000;
        this.burst = Math.max(1, perMilli * burst.toMillis());
    }

    /** Takes {@code count} from the allowance of {@code key}, or refuses and takes nothing. */
    public void take(String key, int count) {
        if (perMilli == 0) {
            return;
        }
        long now = elapsed.getAsLong();
        allowances.compute(key, (same, old) -> {
            double left = old == null ? burst : refilled(old, now);
            // A list larger than a burst passes if the allowance is full; otherwise it never could.
            if (left < Math.min(count, burst)) {
                throw new Refusal(Code.TOO_FAST, "faster than the rate allows; nothing was published, wait a little");
            }
            return new Allowance(left - count, now);
        });
    }

    /** Forgets the keys whose allowance is full again. */
    public void tidy() {
        long now = elapsed.getAsLong();
        allowances.values().removeIf(allowance -> refilled(allowance, now) >= burst);
    }

    private double refilled(Allowance allowance, long now) {
        return Math.min(burst, allowance.left() + (now - allowance.since()) * perMilli);
    }
}
