package io.roomcast.container;

import io.roomcast.room.time.Time;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A bounded number of threads for a deployer's code, which end when there is nothing to do. A program that takes too long is
 * interrupted, but not all code heeds that. A thread that is still busy after twice the time of a program is replaced, at
 * most as often as there are threads, so that one program that hangs for good does not starve the others. Any thread.
 */
final class ProgramPool extends ThreadPoolExecutor {
    private static final System.Logger LOG = System.getLogger(ProgramPool.class.getName());
    private static final int IDLE_SECONDS = 10;

    private final int count;
    private final Time time;
    private final Duration patience;
    private final Map<Runnable, Time.Alarm> underWay = new ConcurrentHashMap<>();
    private int hanging;

    /** @param patience how long a program may take before it is interrupted */
    ProgramPool(int count, ThreadFactory threads, Time time, Duration patience) {
        super(count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads, new DiscardPolicy());
        allowCoreThreadTimeOut(true);
        this.count = count;
        this.time = time;
        this.patience = patience;
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
        underWay.put(task, time.after(patience.multipliedBy(2), () -> hangs(thread, task)));
    }

    @Override
    protected void afterExecute(Runnable task, Throwable failure) {
        Time.Alarm alarm = underWay.remove(task);
        if (alarm == null) {
            resize(-1);
        } else {
            alarm.off();
        }
    }

    private void hangs(Thread thread, Runnable task) {
        StackTraceElement[] stack = thread.getStackTrace();
        if (underWay.remove(task) != null) {
            int now = resize(1);
            IllegalStateException where = new IllegalStateException("it is here");
            where.setStackTrace(stack);
            String replaced = now > count ? "is not replaced: too many hang" : "is replaced";
            LOG.log(
                    Level.ERROR,
                    "a program ignores that it was interrupted; its thread " + thread.getName() + " " + replaced + " ("
                            + now + " hang)",
                    where);
        }
    }

    private synchronized int resize(int more) {
        hanging += more;
        int size = count + Math.min(hanging, count);
        if (size > getMaximumPoolSize()) {
            setMaximumPoolSize(size);
            setCorePoolSize(size);
        } else {
            setCorePoolSize(size);
            setMaximumPoolSize(size);
        }
        return hanging;
    }

    /** Whether every thread hangs, those that replace others included. */
    synchronized boolean isStuck() {
        return hanging >= 2 * count;
    }
}
