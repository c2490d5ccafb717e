package io.roomcast.engine.jdbc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.UnaryOperator;
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
final class Sqlite {
    private static final int CACHE_PAGES = 4000;
    private static final int PATIENCE_MILLIS = 5_000;

    private final Path file;
    private final UnaryOperator<Connection> around;

    /** @param around what each connection becomes before it is used: itself, but for tests of what may go wrong */
    Sqlite(Path file, UnaryOperator<Connection> around) throws SQLException {
        this.file = file;
        this.around = around;
        load();
    }

    /** The library asks the platform by a process whose thread outlives us by a minute; it must not bear our class loader. */
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
    Link writing() throws SQLException {
        return open(TransactionMode.IMMEDIATE, false);
    }

    /** A connection whose transactions each see one snapshot. */
    Link reading() throws SQLException {
        return open(TransactionMode.DEFERRED, true);
    }

    private Link open(TransactionMode mode, boolean onlyReads) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setTransactionMode(mode);
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(PATIENCE_MILLIS);
        config.setCacheSize(CACHE_PAGES);
        Properties properties = config.toProperties();
        Connection connection = new JDBC4Connection("jdbc:sqlite:" + file, file.toString(), properties);
        Link link = new Link(around.apply(connection));
        link.pragma("wal_autocheckpoint = 0");
        if (onlyReads) {
            link.pragma("query_only = 1");
        }
        return link;
    }

    /** Carries over what is committed, as far as readers allow. Waits for no reader and no writer. */
    void checkpoint(Link link) throws SQLException {
        link.pragma("wal_checkpoint(PASSIVE)");
    }

    /** Carries over everything and begins the WAL anew; waits for readers, so their pages must be short. */
    void checkpointFully(Link link) throws SQLException {
        link.pragma("wal_checkpoint(TRUNCATE)");
    }

    /** What went wrong, in a sentence for whoever runs the server. */
    static String explain(SQLException failure) {
        String what = failure.getMessage();
        return switch (SQLiteErrorCode.getErrorCode(failure.getErrorCode() & 0xff)) {
            case SQLITE_FULL -> "the disk with the store is full";
            case SQLITE_READONLY, SQLITE_PERM -> "the store may not be written to: " + what;
            case SQLITE_CANTOPEN -> "the store cannot be opened: " + what;
            case SQLITE_BUSY, SQLITE_LOCKED -> "somebody else writes to the store: " + what;
            case SQLITE_IOERR -> "the disk with the store does not work: " + what;
            case SQLITE_CORRUPT, SQLITE_NOTADB -> "the store is damaged: " + what;
            default -> "the store does not work: " + what;
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
