package io.roomcast.engine.sqlite.maintenance;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Says how far long work has come: nothing within the first second, then one line a second. Used by one thread. */
final class Progress {
    private static final long SECOND = 1_000_000_000;

    private final String work;
    private final Consumer<String> say;
    private final LongSupplier nanos;
    private final long begun;
    private long said;

    Progress(String work, Consumer<String> say) {
        this(work, say, System::nanoTime);
    }

    Progress(String work, Consumer<String> say, LongSupplier nanos) {
        this.work = work;
        this.say = say;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
        this.said = begun;
    }

    /** So much of all is done. */
    void at(long done, long all) {
        if (isDue()) {
            say.accept(work + ": " + (all == 0 ? 100 : 100 * done / all) + " %");
        }
    }

    /** It goes on, and nobody knows how long. */
    void goesOn() {
        if (isDue()) {
            say.accept(work + ": " + (said - begun) / SECOND + " s so far");
        }
    }

    private boolean isDue() {
        long now = nanos.getAsLong();
        boolean due = now - said >= SECOND;
        said = due ? now : said;
        return due;
    }
}
