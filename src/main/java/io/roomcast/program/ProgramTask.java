package io.roomcast.program;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** One thing that programs are told, on one of their threads. Who waits for it may give it up; then it is interrupted. */
final class ProgramTask<T> {
    private final CompletableFuture<T> done;
    private Optional<Thread> thread = Optional.empty();
    private volatile Optional<Observer> at = Optional.empty();

    ProgramTask(CompletableFuture<T> done) {
        this.done = done;
    }

    /** Does it on one of these threads, and completes what is waited for. */
    void take(Executor threads, Supplier<T> deed) {
        done.whenComplete((result, failure) -> over()).exceptionally(givenUp -> null);
        threads.execute(() -> run(deed));
    }

    private void run(Supplier<T> deed) {
        synchronized (this) {
            if (done.isDone()) {
                return;
            }
            thread = Optional.of(Thread.currentThread());
        }
        T result;
        try {
            result = deed.get();
        } catch (RuntimeException | Error failure) {
            leave();
            done.completeExceptionally(failure);
            return;
        }
        leave();
        done.complete(result);
    }

    private synchronized void leave() {
        thread = Optional.empty();
        // What came too late must not hit whatever this thread does next.
        Thread.interrupted();
    }

    private synchronized void over() {
        thread.ifPresent(hanging -> {
            at.ifPresent(observer -> observer.reportHanging(hanging.getStackTrace()));
            hanging.interrupt();
        });
    }

    /** This observer is being told. */
    void at(Observer observer) {
        at = Optional.of(observer);
    }

    /** Whether nobody waits for it any more. */
    boolean isOver() {
        return done.isDone();
    }
}
