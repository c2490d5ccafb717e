package io.roomcast.room.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The clock and the alarms of the domain; tests control both. An alarm must do no more than hand work on. */
public interface Time extends WallClock {

    /** Returns milliseconds since some fixed time. Unlike the wall clock it is never set, so it measures durations. */
    default long elapsed() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** Runs the alarm once after a delay, on any thread. */
    Alarm after(Duration delay, Runnable alarm);

    /** An alarm that will run unless it is switched off before. */
    @FunctionalInterface
    interface Alarm {
        void off();
    }
}
