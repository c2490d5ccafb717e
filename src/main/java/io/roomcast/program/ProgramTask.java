package io.roomcast.program;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** One call of programs, on one of their threads. Completing its future from outside gives it up and interrupts it. */
final class ProgramTask<T> {
    private final CompletableFuture<T> done;
    private Thread thread; // null before and after the work
    private volatile Observer at; // null until an observer is called

    ProgramTask(CompletableFuture<T> done) {
        this.done = done;
    }

    /** Runs the work on one of these threads and completes the future. */
    void take(Executor threads, Supplier<T> work) {
        done.whenComplete((result, failure) -> over()).exceptionally(givenUp -> null);
        threads.execute(() -> run(work));
    }

    private void run(Supplier<T> work) {
        synchronized (this) {
            if (done.isDone()) {
                return;
            }
            thread = Thread.currentThread();
        }
        T result;
        try {
            result = work.get();
        } catch (RuntimeException | Error failure) {
            leave();
            done.completeExceptionally(failure);
            return;
        }
        leave();
        done.complete(result);
    }

    private synchronized void leave() {
        thread = null;
        // An interrupt that comes too late must not hit the thread's next task.
        Thread.interrupted();
    }

    private synchronized void over() {
        if (thread == null) {
            return;
        }
        if (at != null) {
            at.reportHanging(thread.getStackTrace());
        }
        thread.interrupt();
    }

    /** Notes which observer is running. */
    void at(Observer observer) {
        at = observer;
    }

    /** Whether the task was completed or given up. */
    boolean isOver() {
        return done.isDone();
    }
}
