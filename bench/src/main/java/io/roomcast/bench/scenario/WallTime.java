package io.roomcast.bench.scenario;

import io.roomcast.room.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The clock on the wall, for a domain without a container. Alarms ring on a thread of its own. */
public final class WallTime implements Time, AutoCloseable {
    private final ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(1);

    public WallTime() {
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
