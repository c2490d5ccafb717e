package io.roomcast.program;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.Time;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * The threads on which a deployer's code runs, observers and what follows from stages alike. Code that follows from a
 * stage has as much time as an observer; then it is interrupted. None of the three waits for another: observers may wait
 * for what follows from a stage, and that for a stage to be completed. Any thread.
 *
 * @param observing where observers run
 * @param following where runs what programs let follow from a stage
 * @param completing where stages are completed, and what follows from those that are not ours
 * @param stuck whether no thread of some kind is left, because programs hang
 */
public record ProgramThreads(
        Executor observing,
        Executor following,
        Executor completing,
        Time time,
        Duration patience,
        BooleanSupplier stuck) {
    private static final System.Logger LOG = System.getLogger(ProgramThreads.class.getName());

    /** The stage as a program is given it. */
    <T> CompletionStage<T> promise(CompletionStage<T> stage) {
        return Promise.of(stage, task -> completing.execute(() -> run(task)), this::follow);
    }

    /** What a stage comes to, for a program that waits; where that takes too long it is refused. */
    <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw Refusal.of(failed);
        } catch (TimeoutException late) {
            throw new Refusal(Code.UNAVAILABLE, "the store takes too long");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Refusal(Code.UNAVAILABLE, "the program was interrupted while it waited for the store");
        }
    }

    private void follow(Runnable task) {
        following.execute(() -> run(task));
    }

    private void run(Runnable task) {
        Interruptible one = new Interruptible(Thread.currentThread());
        Time.Alarm late = time.after(patience, one::interrupt);
        try {
            task.run();
        } finally {
            late.off();
            one.end();
        }
    }

    /** Interrupts a thread while it is at this one thing, and never afterwards. */
    private static final class Interruptible {
        private final Thread thread;
        private boolean over;

        Interruptible(Thread thread) {
            this.thread = thread;
        }

        synchronized void interrupt() {
            if (!over) {
                IllegalStateException where = new IllegalStateException("it was here");
                where.setStackTrace(thread.getStackTrace());
                LOG.log(
                        Level.ERROR,
                        "what a program lets follow from a stage took too long and was interrupted",
                        where);
                thread.interrupt();
            }
        }

        synchronized void end() {
            over = true;
            // What came too late must not hit whatever this thread does next.
            Thread.interrupted();
        }
    }
}
