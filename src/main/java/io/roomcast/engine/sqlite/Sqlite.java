package io.roomcast.engine.sqlite;

import io.roomcast.engine.sqlite.file.StoreFiles;
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
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * All that is specific to SQLite: its file, how it is opened, what its errors mean. A commit is on disk when it returns
 * (WAL with synchronous=FULL). A read thread checkpoints the WAL, and no commit waits for that. Any thread.
 */
public final class Sqlite {
    private static final int CACHE_PAGES = 4000;
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int HELD_UP_MILLIS = 100;
    private static final int PAGES_AT_ONCE = 256;
    private static final int INSTRUCTIONS = 100_000;

    private final Path file;
    private final UnaryOperator<Connection> around;

    /** Hears how many pages of how many were copied. */
    @FunctionalInterface
    public interface Copied {
        void are(long done, long all);
    }

    public Sqlite(Path file) throws SQLException {
        this(file, UnaryOperator.identity());
    }

    /** @param around wraps each connection before it is used, for tests of failures */
    Sqlite(Path file, UnaryOperator<Connection> around) throws SQLException {
        this.file = file;
        this.around = around;
        load();
    }

    /**
     * Loads the library with the platform's class loader as context: the library may start a process whose thread
     * outlives this application by a minute, and must not hold its class loader.
     */
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

    Sqlite of(Path other) throws SQLException {
        return new Sqlite(other, around);
    }

    boolean hasWal() {
        return Files.exists(wal());
    }

    private Path wal() {
        return StoreFiles.beside(file, "-wal");
    }

    long walBytes() {
        Path wal = wal();
        try {
            return Files.exists(wal) ? Files.size(wal) : 0;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Opens a connection for transactions that write; only one of them runs at a time. */
    public StoreConnection openForWriting() throws SQLException {
        return open(TransactionMode.IMMEDIATE, false);
    }

    /** Opens a connection for transactions that each read one snapshot. */
    StoreConnection openForReading() throws SQLException {
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

    /** Opens a connection that reads one snapshot and changes nothing at all, even if others use the store. */
    public StoreConnection openReadOnly() throws SQLException {
        return readOnly(file.toString(), true);
    }

    /** The same for a file that no process changes, wherever it is: creates no file beside it. */
    public StoreConnection openImmutable() throws SQLException {
        String name = file.toAbsolutePath().toUri().getRawPath();
        return readOnly(walBytes() == 0 ? "file:" + name + "?immutable=1" : file.toString(), true);
    }

    private StoreConnection readOnly(String name, boolean whole) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(PATIENCE_MILLIS);
        if (whole) {
            // Setting this reads from the file, which may be damaged.
            config.setCacheSize(CACHE_PAGES);
        }
        return connected(name, config);
    }

    /** The same for a damaged store: what is missing at its end counts as empty pages. */
    StoreConnection openDamaged() throws SQLException {
        StoreConnection connection = readOnly(file.toString(), false);
        connection.pragma("writable_schema = 1");
        connection.pragma("cell_size_check = 1");
        return connection;
    }

    /** Opens a connection that fills a new file. The caller must force the file to disk. */
    public StoreConnection openNew() throws SQLException {
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
     * Copies the snapshot that the connection sees, page by page, while others write. The connection must have read
     * something: that keeps the snapshot, so that a commit does not restart the copy.
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

    /** Returns what SQLite itself finds wrong, at most {@code most} faults; calls {@code beat} all the while. */
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

    /** Checkpoints what is committed, as far as readers allow. Waits for no reader and no writer. */
    void checkpoint(StoreConnection connection) throws SQLException {
        connection.pragma("wal_checkpoint(PASSIVE)");
    }

    /** Checkpoints everything and restarts the WAL; a long read, such as a backup, postpones that. */
    void checkpointFully(StoreConnection connection) throws SQLException {
        connection.pragma("busy_timeout = " + HELD_UP_MILLIS);
        try {
            connection.pragma("wal_checkpoint(TRUNCATE)");
        } finally {
            connection.pragma("busy_timeout = " + PATIENCE_MILLIS);
        }
    }

    /** Returns what went wrong, in a sentence for the operator. */
    public static String explain(SQLException failure) {
        return explain(failure, "the store");
    }

    /** The same for a file with this description. */
    public static String explain(SQLException failure, String file) {
        String what = failure.getMessage();
        return switch (SQLiteErrorCode.getErrorCode(failure.getErrorCode() & 0xff)) {
            case SQLITE_FULL -> "the disk with " + file + " is full";
            case SQLITE_READONLY, SQLITE_PERM -> file + " cannot be written to: " + what;
            case SQLITE_CANTOPEN -> file + " cannot be opened: " + what;
            case SQLITE_BUSY, SQLITE_LOCKED -> "another process writes to " + file + ": " + what;
            case SQLITE_IOERR -> "the disk with " + file + " does not work: " + what;
            case SQLITE_CORRUPT, SQLITE_NOTADB -> file + " is damaged: " + what;
            default -> file + " does not work: " + what;
        };
    }

    /** Whether the read failed, in work that reads one file and writes another. */
    public static boolean isReading(SQLException failure) {
        int code = code(failure);
        return isDamage(failure)
                || code == SQLiteErrorCode.SQLITE_IOERR_READ.code
                || code == SQLiteErrorCode.SQLITE_IOERR_SHORT_READ.code;
    }

    /** Whether the write failed, in such work. */
    static boolean isWriting(SQLException failure) {
        boolean disk = (failure.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_IOERR.code;
        return leavesNothing(failure) || (disk && !isReading(failure));
    }

    /** Whether the store itself is damaged for good. */
    public static boolean isDamage(SQLException failure) {
        return switch (SQLiteErrorCode.getErrorCode(failure.getErrorCode() & 0xff)) {
            case SQLITE_CORRUPT, SQLITE_NOTADB -> true;
            default -> code(failure) == SQLiteErrorCode.SQLITE_IOERR_CORRUPTFS.code;
        };
    }

    /** Whether the file is none of SQLite's. */
    public static boolean isNoDatabase(SQLException failure) {
        return SQLiteErrorCode.getErrorCode(failure.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_NOTADB;
    }

    /** Returns SQLite's extended code. The driver's exceptions keep it beside their own, which is its last byte. */
    private static int code(SQLException failure) {
        return failure instanceof SQLiteException known ? known.getResultCode().code : failure.getErrorCode();
    }

    /** Whether a commit that failed this way certainly left nothing, because its end could not be written. */
    static boolean leavesNothing(SQLException failure) {
        return switch (SQLiteErrorCode.getErrorCode(failure.getErrorCode() & 0xff)) {
            case SQLITE_FULL, SQLITE_READONLY, SQLITE_PERM, SQLITE_BUSY, SQLITE_LOCKED -> true;
            default -> false;
        };
    }
}
