package io.roomcast.engine.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * What is SQLite's own: its file, how it is opened, what its errors mean. A commit is on disk when it returns (WAL with
 * synchronous=FULL), and the WAL is carried over into the file by a thread that nobody waits for. Any thread.
 */
public final class Sqlite {
    private static final int CACHE_PAGES = 4000;
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int HELD_UP_MILLIS = 100;
    private static final int PAGES_AT_ONCE = 256;
    private static final int INSTRUCTIONS = 100_000;
    private static final int BAD_SECTOR = 10 | 33 << 8;

    private final Path file;
    private final UnaryOperator<Connection> around;

    /** Is told how many pages of how many were copied. */
    @FunctionalInterface
    public interface Copied {
        void are(long done, long all);
    }

    public Sqlite(Path file) throws SQLException {
        this(file, UnaryOperator.identity());
    }

    /** @param around what each connection becomes before it is used: itself, but for tests of what may go wrong */
    Sqlite(Path file, UnaryOperator<Connection> around) throws SQLException {
        this.file = file;
        this.around = around;
        load();
    }

    /** The library may ask the platform by a process whose thread outlives us by a minute; it must not bear our class loader. */
    private static void load() throws SQLException {
        Thread thread = Thread.currentThread();
        ClassLoader ours = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception failure) {
            throw new SQLException("SQLite's library cannot be loaded: " + failure.getMessage(), failure);
        } finally {
            thread.setContextClassLoader(ours);
        }
    }

    Path file() {
        return file;
    }

    /** The same for another file. */
    Sqlite of(Path other) throws SQLException {
        return new Sqlite(other, around);
    }

    /** How long the part is that was not carried over yet. */
    long walBytes() {
        Path wal = file.resolveSibling(file.getFileName() + "-wal");
        try {
            return Files.exists(wal) ? Files.size(wal) : 0;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** A connection whose transactions write; at most one of them at a time. */
    public StoreConnection writing() throws SQLException {
        return open(TransactionMode.IMMEDIATE, false);
    }

    /** A connection whose transactions each see one snapshot. */
    StoreConnection reading() throws SQLException {
        return open(TransactionMode.DEFERRED, true);
    }

    private StoreConnection open(TransactionMode mode, boolean onlyReads) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setTransactionMode(mode);
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(PATIENCE_MILLIS);
        config.setCacheSize(CACHE_PAGES);
        StoreConnection connection = connected(file.toString(), config);
        connection.pragma("wal_autocheckpoint = 0");
        if (onlyReads) {
            connection.pragma("query_only = 1");
        }
        return connection;
    }

    /** A connection that reads one snapshot and changes nothing at all, whoever else uses the store. */
    public StoreConnection looking() throws SQLException {
        return readOnly(file.toString(), true);
    }

    /** The same for a file that nobody changes, wherever it lies: no file is made beside it. */
    public StoreConnection atRest() throws SQLException {
        String name = file.toAbsolutePath().toUri().getRawPath();
        return readOnly(walBytes() == 0 ? "file:" + name + "?immutable=1" : file.toString(), true);
    }

    private StoreConnection readOnly(String name, boolean whole) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(PATIENCE_MILLIS);
        if (whole) {
            // Setting this reads from the file.
            config.setCacheSize(CACHE_PAGES);
        }
        return connected(name, config);
    }

    /** The same for a store that is damaged: what is missing at its end counts as empty pages. */
    StoreConnection rescuing() throws SQLException {
        StoreConnection connection = readOnly(file.toString(), false);
        connection.pragma("writable_schema = 1");
        connection.pragma("cell_size_check = 1");
        return connection;
    }

    /** A connection that fills a new file, which is on disk only when its maker has seen to that. */
    public StoreConnection building() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.OFF);
        config.setSynchronous(SynchronousMode.OFF);
        return connected(file.toString(), config);
    }

    private StoreConnection connected(String name, SQLiteConfig config) throws SQLException {
        return new StoreConnection(
                around.apply(new JDBC4Connection("jdbc:sqlite:" + name, name, config.toProperties())));
    }

    /**
     * Copies the snapshot that the link sees, page by page, while others write. The link has read something, which keeps
     * the snapshot, so that nobody's commit makes the copy begin again.
     */
    public static void copy(StoreConnection connection, Path to, Copied copied) throws SQLException {
        int code = connection
                .sqlite()
                .getDatabase()
                .backup(
                        "main",
                        to.toString(),
                        (left, all) -> copied.are(all - left, all),
                        HELD_UP_MILLIS,
                        PATIENCE_MILLIS / HELD_UP_MILLIS,
                        PAGES_AT_ONCE);
        if (code != 0) {
            throw new SQLException(SQLiteErrorCode.getErrorCode(code).message, "", code);
        }
    }

    /** What SQLite itself finds wrong, at most so much; the beat is called all the while. */
    public static List<String> faults(StoreConnection connection, int most, Runnable beat) throws SQLException {
        ProgressHandler.setHandler(connection.sqlite(), INSTRUCTIONS, new ProgressHandler() {
            @Override
            protected int progress() {
                beat.run();
                return 0;
            }
        });
        try {
            List<String> found = connection.all("PRAGMA integrity_check(" + most + ")", row -> row.getString(1));
            return found.equals(List.of("ok")) ? List.of() : found;
        } finally {
            ProgressHandler.clearHandler(connection.sqlite());
        }
    }

    /** Carries over what is committed, as far as readers allow. Waits for no reader and no writer. */
    void checkpoint(StoreConnection connection) throws SQLException {
        connection.pragma("wal_checkpoint(PASSIVE)");
    }

    /**
     * Carries over everything and begins the WAL anew, if readers are short about their pages: who reads for long, as a
     * backup does, is not waited for, and it is tried again.
     */
    void checkpointFully(StoreConnection connection) throws SQLException {
        connection.pragma("busy_timeout = " + HELD_UP_MILLIS);
        try {
            connection.pragma("wal_checkpoint(TRUNCATE)");
        } finally {
            connection.pragma("busy_timeout = " + PATIENCE_MILLIS);
        }
    }

    /** What went wrong, in a sentence for whoever runs the server. */
    public static String explain(SQLException failure) {
        return explain(failure, "the store");
    }

    /** The same, about a file that is called so. */
    public static String explain(SQLException failure, String file) {
        String what = failure.getMessage();
        return switch (SQLiteErrorCode.getErrorCode(failure.getErrorCode() & 0xff)) {
            case SQLITE_FULL -> "the disk with " + file + " is full";
            case SQLITE_READONLY, SQLITE_PERM -> file + " may not be written to: " + what;
            case SQLITE_CANTOPEN -> file + " cannot be opened: " + what;
            case SQLITE_BUSY, SQLITE_LOCKED -> "somebody else writes to " + file + ": " + what;
            case SQLITE_IOERR -> "the disk with " + file + " does not work: " + what;
            case SQLITE_CORRUPT, SQLITE_NOTADB -> file + " is damaged: " + what;
            default -> file + " does not work: " + what;
        };
    }

    /** Whether it was reading that failed, where one file is read and another written. */
    public static boolean isReading(SQLException failure) {
        int code = failure.getErrorCode();
        return isDamage(failure)
                || code == SQLiteErrorCode.SQLITE_IOERR_READ.code
                || code == SQLiteErrorCode.SQLITE_IOERR_SHORT_READ.code;
    }

    /** Whether it is the store itself that is broken, for good. */
    public static boolean isDamage(SQLException failure) {
        return switch (SQLiteErrorCode.getErrorCode(failure.getErrorCode() & 0xff)) {
            case SQLITE_CORRUPT, SQLITE_NOTADB -> true;
            default -> failure.getErrorCode() == BAD_SECTOR;
        };
    }

    /** Whether a commit that failed so is certain to have left nothing: the end of it could not be written. */
    static boolean leavesNothing(SQLException failure) {
        return switch (SQLiteErrorCode.getErrorCode(failure.getErrorCode() & 0xff)) {
            case SQLITE_FULL, SQLITE_READONLY, SQLITE_PERM, SQLITE_BUSY, SQLITE_LOCKED -> true;
            default -> false;
        };
    }
}
