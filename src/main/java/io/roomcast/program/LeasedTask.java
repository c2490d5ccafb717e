package io.roomcast.program;

import io.roomcast.room.Rooms;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A repeated task that one of several servers runs, under a lease of the task's name. The server that holds the lease
 * renews it, between runs and during one, and releases it at the end. Any thread.
 */
final class LeasedTask {
    private static final System.Logger LOG = System.getLogger(LeasedTask.class.getName());
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Rooms rooms;
    private final ProgramThreads threads;
    private final String name;
    private final Duration every;
    private final Runnable task;
    private final AtomicBoolean on = new AtomicBoolean(true);
    private final AtomicBoolean runs = new AtomicBoolean();
    private final AtomicBoolean keeps = new AtomicBoolean();

    LeasedTask(Rooms rooms, ProgramThreads threads, String name, Duration every, Runnable task) {
        this.rooms = rooms;
        this.threads = threads;
        this.name = name;
        this.every = every;
        this.task = task;
    }

    /** Schedules the next attempt to get the lease and run. */
    void again() {
        threads.time().after(every, () -> threads.observing().execute(this::claim));
    }

    /** Claims the lease. While the store does not answer, no server runs the task. */
    private void claim() {
        if (on.get()) {
            rooms.claim(name, LEASE).exceptionally(away -> false).thenAcceptAsync(this::claimed, threads.observing());
        }
    }

    private void claimed(boolean mine) {
        if (mine) {
            keep();
            run();
        }
        if (on.get()) {
            again();
        }
    }

    private void run() {
        runs.set(true);
        try {
            if (on.get()) {
                task.run();
            }
        } catch (RuntimeException | Error broken) {
            LOG.log(Level.ERROR, "the task '" + name + "' of a program failed; it will run again", broken);
        } finally {
            runs.set(false);
            releaseIfOver();
        }
    }

    /** Renews the lease until another server has it or the task ends. */
    private void keep() {
        if (keeps.compareAndSet(false, true)) {
            keepOn();
        }
    }

    private void keepOn() {
        threads.time()
                .after(
                        LEASE.dividedBy(3),
                        () -> threads.observing().execute(() -> {
                            if (!on.get() && !runs.get()) {
                                return;
                            }
                            rooms.claim(name, LEASE)
                                    .exceptionally(away -> false)
                                    .thenAccept(mine -> {
                                        if (mine) {
                                            keepOn();
                                        } else {
                                            keeps.set(false);
                                        }
                                    });
                        }));
    }

    /** Ends the task after the run under way. */
    void end() {
        on.set(false);
        releaseIfOver();
    }

    private void releaseIfOver() {
        if (!on.get() && !runs.get()) {
            rooms.release(name);
        }
    }
}
