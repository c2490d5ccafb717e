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
 * The threads that run a deployer's code: observers, and the dependents of stages. A dependent has as much time as an
 * observer; then it is interrupted. There are three pools, because an observer may wait for a dependent, and a
 * dependent for a stage to complete. Any thread.
 *
 * @param observing runs observers
 * @param following runs the dependents of our stages
 * @param completing completes our stages, and runs the dependents of stages that a program made itself
 * @param stuck whether one of the three has no thread left, because programs hang
 */
public record ProgramThreads(
        Executor observing,
        Executor following,
        Executor completing,
        Time time,
        Duration patience,
        BooleanSupplier stuck) {
    private static final System.Logger LOG = System.getLogger(ProgramThreads.class.getName());

    /** Returns a stage that is safe to hand to a program. */
    <T> CompletionStage<T> promise(CompletionStage<T> stage) {
        return ProgramStage.of(stage, task -> completing.execute(() -> run(task)), this::follow);
    }

    /** Waits for a stage on behalf of a program. Refuses if it takes longer than a program may. */
    <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw Refusal.of(failed);
        } catch (TimeoutException late) {
            throw new Refusal(Code.UNAVAILABLE, "the store did not answer in time");
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

    /** Interrupts a thread during one task, and never afterwards. */
    private static final class Interruptible {
        private final Thread thread;
        private boolean over;

        Interruptible(Thread thread) {
            this.thread = thread;
        }

        synchronized void interrupt() {
            if (!over) {
                IllegalStateException where = new IllegalStateException("the program was here");
                where.setStackTrace(thread.getStackTrace());
                LOG.log(
                        Level.ERROR,
                        "a program's code that depends on a stage took too long and was interrupted",
                        where);
                thread.interrupt();
            }
        }

        synchronized void end() {
            over = true;
            // An interrupt that comes too late must not hit the thread's next task.
            Thread.interrupted();
        }
    }
}
