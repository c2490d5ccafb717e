package io.roomcast.room.who;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * How often each of many may do something: so many a second on average, and a burst at once. Any thread may call it.
 * Whoever has been quiet for the length of a burst is forgotten.
 */
public final class Rates {
    private final LongSupplier elapsed;
    private final double perMilli;
    private final double burst;
    private final ConcurrentMap<String, Allowance> allowances = new ConcurrentHashMap<>();

    private record Allowance(double left, long since) {}

    /** A rate of 0 is no limit. Milliseconds come from {@code elapsed}. */
    public Rates(LongSupplier elapsed, double perSecond, Duration burst) {
        this.elapsed = elapsed;
        this.perMilli = perSecond / 1000;
        this.burst = Math.max(1, perMilli * burst.toMillis());
    }

    /** Takes {@code count} from what {@code key} may do now, or refuses and takes nothing. */
    public void take(String key, int count) {
        if (perMilli == 0) {
            return;
        }
        long now = elapsed.getAsLong();
        allowances.compute(key, (same, old) -> {
            double left = old == null ? burst : refilled(old, now);
            // A list that is larger than a burst passes when nothing else went before it, or it never could.
            if (left < Math.min(count, burst)) {
                throw new Refusal(Code.TOO_FAST, "too many in too short a time; nothing was published");
            }
            return new Allowance(left - count, now);
        });
    }

    /** Forgets who has their full allowance again. */
    public void tidy() {
        long now = elapsed.getAsLong();
        allowances.values().removeIf(allowance -> refilled(allowance, now) >= burst);
    }

    private double refilled(Allowance allowance, long now) {
        return Math.min(burst, allowance.left() + (now - allowance.since()) * perMilli);
    }
}
