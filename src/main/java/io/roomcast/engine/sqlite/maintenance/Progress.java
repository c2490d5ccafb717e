package io.roomcast.engine.sqlite.maintenance;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Reports the progress of long work: nothing in the first second, then one line a second. Used by one thread. */
final class Progress {
    private static final long SECOND = 1_000_000_000;

    private final String work;
    private final Consumer<String> say;
    private final LongSupplier nanos;
    private final long begun;
    private long reported;

    Progress(String work, Consumer<String> say) {
        this(work, say, System::nanoTime);
    }

    Progress(String work, Consumer<String> say, LongSupplier nanos) {
        this.work = work;
        this.say = say;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
        this.reported = begun;
    }

    /** Reports how much of the whole is done. */
    void at(long done, long all) {
        if (isDue()) {
            say.accept(work + ": " + (all == 0 ? 100 : 100 * done / all) + " %");
        }
    }

    /** Reports that work goes on, without knowing how long. */
    void goesOn() {
        if (isDue()) {
            say.accept(work + ": " + (reported - begun) / SECOND + " s so far");
        }
    }

    private boolean isDue() {
        long now = nanos.getAsLong();
        boolean due = now - reported >= SECOND;
        reported = due ? now : reported;
        return due;
    }
}
