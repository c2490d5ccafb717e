package io.roomcast.room;

import java.time.Duration;
import java.time.InstantSource;

/** The clock and the alarm of the domain; tests hold both in their hands. An alarm must not do more than hand work on. */
public interface Time extends InstantSource {

    /** Runs the alarm once after a while, on any thread. */
    Alarm after(Duration delay, Runnable alarm);

    /** Something that will ring, unless it is switched off before. */
    @FunctionalInterface
    interface Alarm {
        void off();
    }
}
