package io.roomcast.engine.sqlite;

import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Reports the progress of long work: nothing in the first second, then one line a second. Used by one thread. */
public final class Progress {
    private static final long SECOND = 1_000_000_000;

    private final String work;
    private final Consumer<String> say;
    private final LongSupplier nanos;
    private long reported;

    public Progress(String work, Consumer<String> say) {
        this(work, say, System::nanoTime);
    }

    public Progress(String work, Consumer<String> say, LongSupplier nanos) {
        this.work = work;
        this.say = say;
        this.nanos = nanos;
        this.reported = nanos.getAsLong();
    }

    /** Hears how much is done of all there is, or of 0 if that is not known. */
    public void at(long done, long all) {
        long now = nanos.getAsLong();
        if (now - reported >= SECOND) {
            reported = now;
            say.accept(work + (all == 0 ? " goes on" : ": " + Math.min(100 * done / all, 100) + " %"));
        }
    }
}
