package io.roomcast.engine.sqlite;

import io.roomcast.engine.sqlite.file.CommitMark;
import io.roomcast.engine.sqlite.session.StoredSessions;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that writes. Each job is one transaction. After a failed job the connection is closed, which undoes
 * the job, and the next job opens another. Trouble is logged once, and once when it is over. Any thread may submit
 * jobs.
 */
final class WriteThread implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WriteThread.class.getName());
    private static final long PATIENCE_SECONDS = 5;

    /** A megabyte. */
    private static final int PROBE_WORDS = 200_000;

    private static final String OUT_OF_PLACE =
            "the files of the store were removed or replaced, and what is written would be lost";

    private final Sqlite sqlite;
    private final CommitMark mark;
    private final Damage damage;
    private final Logs logs;
    private final ExecutorService thread;
    /** Null before the first job, and after one that failed. */
    private StoreConnection connection;

    private long commits;
    /** A sentence about why nothing can be written, or null. */
    private volatile String trouble;

    private volatile boolean refuses;
    private volatile boolean isOutOfPlace;

    /** The work of one transaction. */
    @FunctionalInterface
    interface Job<T> {
        T in(StoreConnection connection) throws SQLException;
    }

    /** @param logs hears of each commit, and of each failure */
    WriteThread(Sqlite sqlite, CommitMark mark, Damage damage, long commits, ThreadFactory threads, Logs logs) {
        this.sqlite = sqlite;
        this.mark = mark;
        this.damage = damage;
        this.commits = commits;
        this.logs = logs;
        this.thread = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads) {
            /** Called after the last job, so that no job loses the connection that it uses. */
            @Override
            protected void terminated() {
                closeConnection();
            }
        };
    }

    /**
     * Runs the job and commits. Only a refusal means that nothing was written; after another failure that is unknown.
     */
    <T> CompletionStage<T> write(Job<T> job) {
        return submit(job, true);
    }

    /** The same for a job without a result. */
    CompletionStage<Void> run(StoredSessions.Job job) {
        return write(connection -> {
            job.in(connection);
            return null;
        });
    }

    /** Reads in the order of the writes. */
    <T> CompletionStage<T> read(Job<T> job) {
        return submit(job, false);
    }

    private <T> CompletionStage<T> submit(Job<T> job, boolean writes) {
        CompletableFuture<T> outcome = new CompletableFuture<>();
        try {
            thread.execute(() -> {
                try {
                    if (refuses) {
                        throw closed();
                    }
                    if (isOutOfPlace) {
                        throw new Refusal(Code.UNAVAILABLE, OUT_OF_PLACE);
                    }
                    outcome.complete(run(job, writes));
                } catch (SQLException | RuntimeException | Error failure) {
                    outcome.completeExceptionally(failure);
                }
            });
        } catch (RejectedExecutionException afterClose) {
            outcome.completeExceptionally(closed());
        }
        return outcome;
    }

    static Refusal closed() {
        return new Refusal(Code.UNAVAILABLE, "the store is closed");
    }

    private <T> T run(Job<T> job, boolean writes) throws SQLException {
        T result;
        try {
            StoreConnection now = open();
            result = job.in(now);
            if (writes) {
                StoreProperty.COMMITS.set(now, commits + 1);
            }
        } catch (SQLException failure) {
            abandon(failure);
            throw new Refusal(Code.UNAVAILABLE, trouble);
        } catch (RuntimeException | Error mistake) {
            abandon(new SQLException(mistake));
            throw mistake;
        }
        commit(writes);
        return result;
    }

    private void commit(boolean writes) throws SQLException {
        try {
            connection.commit();
        } catch (SQLException failure) {
            abandon(failure);
            if (Sqlite.leavesNothing(failure)) {
                throw new Refusal(Code.UNAVAILABLE, trouble);
            }
            throw failure;
        }
        logs.committed();
        if (writes) {
            commits++;
            markIt();
        }
    }

    private void markIt() {
        try {
            mark.write(commits);
        } catch (IOException failure) {
            LOG.log(Level.DEBUG, () -> "the commit mark was not written: " + failure);
        }
    }

    private StoreConnection open() throws SQLException {
        if (connection == null) {
            connection = sqlite.openForWriting();
        }
        return connection;
    }

    private void abandon(SQLException failure) {
        logs.forget();
        damage.report(failure);
        String sentence = Sqlite.explain(failure);
        if (trouble == null) {
            LOG.log(Level.ERROR, () -> "nothing can be published: " + sentence);
        }
        trouble = sentence;
        closeConnection();
    }

    /** Tests whether writing works again. Only a large write is proof: a full disk still takes a small one. */
    CompletionStage<Void> probe() {
        return write(connection -> {
                    StoreProperty.PROBE.set(connection, "much ".repeat(PROBE_WORDS));
                    return null;
                })
                .thenCompose(much -> write(connection -> {
                    StoreProperty.PROBE.set(connection, "");
                    return null;
                }))
                .thenRun(this::healed);
    }

    private void healed() {
        LOG.log(Level.WARNING, () -> "the store works again");
        trouble = null;
    }

    /** Notes whether the store's files are where they were. While they are not, nothing is written. Any thread. */
    void notePlace(boolean isKept) {
        if (isKept == isOutOfPlace) {
            isOutOfPlace = !isKept;
            LOG.log(Level.ERROR, () -> isKept ? "the files of the store are in their place again" : OUT_OF_PLACE);
        }
    }

    /** Returns why nothing can be written right now. */
    Optional<String> trouble() {
        return Optional.ofNullable(isOutOfPlace ? OUT_OF_PLACE : trouble);
    }

    /** Finishes the submitted jobs, as far as there is time for them, and refuses the rest. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "the store was still writing when it was closed");
                refuses = true;
                // The stages of the jobs that still wait must complete, too.
                thread.shutdownNow().forEach(Runnable::run);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeConnection() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
