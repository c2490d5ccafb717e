package io.roomcast.engine.sqlite;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A few threads that read, each job in one snapshot that ends with it. Readers do not wait for the writer, nor the
 * writer for them. Any thread may submit jobs, up to a bound.
 */
final class ReadThreads implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ReadThreads.class.getName());
    private static final int THREADS = 2;
    private static final int MOST_WAITING = 10_000;

    private final Sqlite sqlite;
    private final Damage damage;
    private final ThreadPoolExecutor threads;
    private final ConcurrentLinkedQueue<StoreConnection> idle = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean failing = new AtomicBoolean();

    ReadThreads(Sqlite sqlite, Damage damage, ThreadFactory factory) {
        this.sqlite = sqlite;
        this.damage = damage;
        BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
        this.threads = new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, waiting, factory);
    }

    <T> CompletionStage<T> read(WriteThread.Job<T> job) {
        return call(() -> reported(job));
    }

    /** Runs work that needs no connection, but may wait for the disk. */
    <T> CompletionStage<T> call(Supplier<T> work) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                try {
                    refuseIfClosed();
                    outcome.complete(work.get());
                } catch (RuntimeException | Error failure) {
                    // The stage must complete, even after an error.
                    outcome.completeExceptionally(failure);
                }
            });
        } catch (RejectedExecutionException full) {
            outcome.completeExceptionally(new Refusal(Code.UNAVAILABLE, "too many reads from the store; try again"));
        }
        return outcome;
    }

    private void refuseIfClosed() {
        if (threads.isShutdown()) {
            throw WriteThread.closed();
        }
    }

    /** Runs a job. Logs that the store cannot be read, once, and once when it can be read again. */
    private <T> T reported(WriteThread.Job<T> job) {
        try {
            T result = now(job);
            if (failing.compareAndSet(true, false)) {
                LOG.log(Level.WARNING, "the store can be read again");
            }
            return result;
        } catch (SQLException failure) {
            damage.report(failure);
            if (failing.compareAndSet(false, true)) {
                LOG.log(Level.ERROR, () -> "the store cannot be read: " + Sqlite.explain(failure));
            }
            throw new Refusal(Code.UNAVAILABLE, Sqlite.explain(failure));
        }
    }

    private <T> T now(WriteThread.Job<T> job) throws SQLException {
        StoreConnection polled = idle.poll();
        StoreConnection connection = polled == null ? sqlite.openForReading() : polled;
        boolean whole = false;
        try {
            T result = job.in(connection);
            connection.commit();
            whole = true;
            return result;
        } finally {
            if (whole && !threads.isShutdown()) {
                idle.add(connection);
            } else {
                connection.close();
            }
        }
    }

    @Override
    public void close() {
        // Refuses the reads that still wait: their stages must complete, too.
        threads.shutdownNow().forEach(Runnable::run);
        try {
            threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (StoreConnection connection = idle.poll(); connection != null; connection = idle.poll()) {
            connection.close();
        }
    }
}
