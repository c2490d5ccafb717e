package io.roomcast.room.time;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** The clock and the alarm of the domain; tests hold both in their hands. An alarm must not do more than hand work on. */
public interface Time extends InstantSource {

    /** Milliseconds since some moment. Unlike the clock on the wall nobody sets them, so they measure how long. */
    default long elapsed() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** Runs the alarm once after a while, on any thread. */
    Alarm after(Duration delay, Runnable alarm);

    /** Something that will ring, unless it is switched off before. */
    @FunctionalInterface
    interface Alarm {
        void off();
    }
}
