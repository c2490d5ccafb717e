package io.roomcast.room.time;

/**
 * Notices that the whole process stood still, by something that is done again and again and was far too late. One call
 * after the other, on any thread.
 */
public final class PauseWatch {
    private final Time time;
    private final long longest;
    private volatile long last;
    private volatile boolean paused;

    /** Takes more than so many milliseconds between two calls for a pause. */
    public PauseWatch(Time time, long longest) {
        this.time = time;
        this.longest = longest;
        this.last = time.elapsed();
    }

    /** Whether there was a pause since the last call. Only once in a row: a server that is always late is busy. */
    public boolean wasPaused() {
        long now = time.elapsed();
        paused = !paused && now - last > longest;
        last = now;
        return paused;
    }
}
