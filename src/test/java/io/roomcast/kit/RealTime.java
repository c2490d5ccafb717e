package io.roomcast.kit;

import io.roomcast.room.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The clock on the wall. Alarms ring on a thread of its own. */
public final class RealTime implements Time, AutoCloseable {
    private final ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(1);

    public RealTime() {
        alarms.setRemoveOnCancelPolicy(true);
        alarms.prestartAllCoreThreads();
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public Alarm after(Duration delay, Runnable alarm) {
        var waiting = alarms.schedule(alarm, delay.toMillis(), TimeUnit.MILLISECONDS);
        return () -> waiting.cancel(false);
    }

    @Override
    public void close() {
        alarms.shutdownNow();
    }
}
