package io.roomcast.container;

import io.roomcast.room.time.SteadyClock;
import io.roomcast.room.time.Time;
import io.roomcast.room.time.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The domain's threads and clock: as many workers as processors, at least two, and one thread for alarms. All end with
 * the application.
 */
final class Threads implements Time, Workers {
    private final SteadyClock clock = new SteadyClock();
    private final ExecutorService workers;
    private final ScheduledThreadPoolExecutor alarms;
    private final List<ExecutorService> others = new CopyOnWriteArrayList<>();

    Threads() {
        int count = Math.max(2, Runtime.getRuntime().availableProcessors());
        workers = Executors.newFixedThreadPool(count, named("roomcast-worker-"));
        alarms = new ScheduledThreadPoolExecutor(1, named("roomcast-alarm-"));
        alarms.setRemoveOnCancelPolicy(true);
    }

    /** Returns a factory for numbered daemon threads with our class loader. */
    static ThreadFactory named(String prefix) {
        AtomicInteger next = new AtomicInteger();
        // A new thread would inherit the class loader of the calling thread, which in a container may not be ours.
        ClassLoader ours = Threads.class.getClassLoader();
        return task -> {
            Thread thread = new Thread(task, prefix + next.incrementAndGet());
            thread.setContextClassLoader(ours);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public boolean isProvedFor(Duration length) {
        return clock.isProvedFor(length);
    }

    @Override
    public Instant untested() {
        return clock.untested();
    }

    @Override
    public Alarm after(Duration delay, Runnable alarm) {
        try {
            ScheduledFuture<?> ring = alarms.schedule(alarm, delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> ring.cancel(false);
        } catch (RejectedExecutionException stopped) {
            return () -> {};
        }
    }

    @Override
    public void execute(Runnable task) {
        try {
            workers.execute(task);
        } catch (RejectedExecutionException stopped) {
            // The application has ended, and with it everything that the task was for.
        }
    }

    /** Returns a pool of {@code count} threads for the deployer's code. */
    ProgramPool forPrograms(String prefix, int count, Duration patience) {
        ProgramPool pool = new ProgramPool(count, named(prefix), this, patience);
        others.add(pool);
        return pool;
    }

    int count() {
        return Math.max(2, Runtime.getRuntime().availableProcessors());
    }

    void stop() {
        alarms.shutdownNow();
        workers.shutdownNow();
        others.forEach(ExecutorService::shutdownNow);
    }
}
