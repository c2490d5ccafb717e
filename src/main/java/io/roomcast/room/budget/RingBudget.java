package io.roomcast.room.budget;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that the newest events of all rooms may take in memory: so many, but at most half of the budget, and no more
 * once that is scarce. Any thread.
 */
public final class RingBudget {
    private final Budget budget;
    private final AtomicLong left;

    public RingBudget(long bytes, Budget budget) {
        this.budget = budget;
        this.left = new AtomicLong(Math.min(bytes, budget.limit() / 2));
    }

    /** Takes so many bytes, or none. */
    public boolean take(long bytes) {
        if (budget.isScarce() || left.get() < bytes) {
            return false;
        }
        give(-bytes);
        return true;
    }

    /** Gives back; fewer than none are taken, whether they are left or not. */
    public void give(long bytes) {
        left.addAndGet(bytes);
        budget.charge(Use.RINGS, -bytes);
    }

    public long left() {
        return left.get();
    }
}
