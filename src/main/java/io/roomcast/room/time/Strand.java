package io.roomcast.room.time;

import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks one after the other on the threads of a shared pool, so that state which only they touch needs no lock.
 * Any thread may submit a task; it never runs on the caller's thread. A task that throws is logged and does not affect
 * others.
 */
public final class Strand implements Executor {
    private static final System.Logger LOG = System.getLogger(Strand.class.getName());
    private static final int TURN = 256;

    private final Executor pool;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    public Strand(Executor pool) {
        this.pool = pool;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() == 0) {
            pool.execute(this::run);
        }
    }

    /** Runs a bounded number of tasks, then leaves the thread to other strands. */
    private void run() {
        int done = 0;
        for (Runnable task = tasks.poll(); task != null; task = ++done < TURN ? tasks.poll() : null) {
            runOne(task);
        }
        if (waiting.addAndGet(-done) > 0) {
            pool.execute(this::run);
        }
    }

    private static void runOne(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error bug) {
            LOG.log(Level.ERROR, "a task of a room failed", bug);
        }
    }
}
