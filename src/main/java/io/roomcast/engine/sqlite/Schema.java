package io.roomcast.engine.sqlite;

import io.roomcast.engine.sqlite.file.StoreFiles;
import io.roomcast.room.log.Event;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** The tables, by version. A store of an older version is brought up to date when it is opened. */
public final class Schema {
    private static final System.Logger LOG = System.getLogger(Schema.class.getName());

    /** The steps from each version to the next; the first one makes a new store. */
    private static final List<List<String>> STEPS = List.of(
            List.of(
                    "CREATE TABLE rooms (id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE, epochs TEXT NOT NULL,"
                            + " generation BIGINT NOT NULL, oldest BIGINT NOT NULL, head BIGINT NOT NULL, at BIGINT NOT NULL,"
                            + " oldest_at BIGINT NOT NULL, events BIGINT NOT NULL, bytes BIGINT NOT NULL,"
                            + " privates BIGINT NOT NULL, private_bytes BIGINT NOT NULL, members BIGINT NOT NULL,"
                            + " losses BIGINT NOT NULL)",
                    "CREATE TABLE events (room BIGINT NOT NULL, number BIGINT NOT NULL, at BIGINT NOT NULL,"
                            + " sender TEXT NOT NULL, sender_name TEXT NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL,"
                            + " flags BIGINT NOT NULL, recipients TEXT, PRIMARY KEY (room, number)) WITHOUT ROWID",
                    "CREATE INDEX privates ON events (room, number) WHERE recipients IS NOT NULL",
                    "CREATE TABLE ids (room BIGINT NOT NULL, session TEXT NOT NULL, slot BIGINT NOT NULL,"
                            + " turn BIGINT NOT NULL, id TEXT NOT NULL, fingerprint TEXT NOT NULL, number BIGINT NOT NULL,"
                            + " at BIGINT NOT NULL, PRIMARY KEY (room, session, slot)) WITHOUT ROWID",
                    "CREATE TABLE members (room BIGINT NOT NULL, member TEXT NOT NULL, name TEXT NOT NULL,"
                            + " at BIGINT NOT NULL, run BIGINT NOT NULL, PRIMARY KEY (room, member)) WITHOUT ROWID",
                    "CREATE TABLE lost (room BIGINT NOT NULL, member TEXT NOT NULL, number BIGINT NOT NULL,"
                            + " PRIMARY KEY (room, member)) WITHOUT ROWID"),
            List.of("ALTER TABLE ids ADD COLUMN answer TEXT NOT NULL DEFAULT ''"),
            List.of("CREATE TABLE removed (room BIGINT PRIMARY KEY) WITHOUT ROWID"),
            List.of("ALTER TABLE events ADD COLUMN meta TEXT NOT NULL DEFAULT ''"),
            List.of("CREATE TABLE token_keys (id TEXT PRIMARY KEY, secret TEXT NOT NULL, made BIGINT NOT NULL,"
                    + " retired BIGINT NOT NULL)"),
            List.of("CREATE TABLE ended_sessions (session TEXT PRIMARY KEY, at BIGINT NOT NULL) WITHOUT ROWID"),
            List.of("UPDATE rooms SET bytes = " + bytes("IS NULL") + ", private_bytes = " + bytes("IS NOT NULL")));

    /** From this version on, sizes are counted in bytes of UTF-8, before in UTF-16 units. */
    private static final int COUNTS_BYTES = 7;

    private Schema() {}

    /** Counts as {@link io.roomcast.room.log.Event#size} does. A room of which nothing is kept has no sum. */
    private static String bytes(String recipients) {
        return "COALESCE((SELECT SUM(" + Event.OVERHEAD + " + length(CAST(data AS BLOB)) + length(CAST(meta AS BLOB))"
                + " + CASE WHEN recipients IS NULL THEN 0"
                + " ELSE 18 * (1 + length(recipients) - length(replace(recipients, ' ', ''))) END)"
                + " FROM events WHERE room = rooms.id AND recipients " + recipients + "), 0)";
    }

    /** Whether the sizes in the table of rooms are in bytes, and not in characters as in older versions. */
    public static boolean countsBytes(StoreConnection connection) throws SQLException {
        return StoreProperty.VERSION.in(connection) >= COUNTS_BYTES;
    }

    /** Whether a table has a column: a store of an older version may lack it until it is brought up to date. */
    public static boolean has(StoreConnection connection, String table, String column) throws SQLException {
        return connection
                .first("SELECT 1 FROM pragma_table_info(?) WHERE name = ?", row -> true, table, column)
                .isPresent();
    }

    /**
     * Returns the version of the tables; 0 if this is no store, or a new one.
     *
     * @throws IOException with a sentence, if a newer Roomcast wrote them
     */
    public static int version(StoreConnection connection) throws SQLException, IOException {
        long version = has(connection, "store", "value") ? StoreProperty.VERSION.in(connection) : 0;
        if (version > STEPS.size()) {
            throw new IOException("the store was written by a newer Roomcast: it has version " + version
                    + " of the tables, and this Roomcast knows versions up to " + STEPS.size());
        }
        return Math.toIntExact(version);
    }

    /**
     * Copies a store of an older version before it is brought up to date, so that an operator can go back. The
     * connection has changed nothing yet.
     *
     * @throws IOException with a sentence, if there is no copy
     */
    static void keepOlder(StoreConnection connection, Sqlite sqlite, StoreFiles files)
            throws SQLException, IOException {
        int version = version(connection);
        if (version == 0 || version == STEPS.size()) {
            return;
        }
        // SQLite copies nothing as long as this connection may write.
        connection.commit();
        String about = "the store " + files.store() + " has version " + version + " of the tables";
        try (StoreConnection older = sqlite.openForReading()) {
            String end = ".before-" + version;
            Path copy = StoreFiles.beside(files.store(), end);
            for (int more = 2; Files.exists(copy) && !isCopy(sqlite.of(copy), older); more++) {
                copy = StoreFiles.beside(files.store(), end + '-' + more);
            }
            if (!Files.exists(copy)) {
                copy(older, sqlite, files, copy);
            }
            Path kept = copy;
            LOG.log(
                    Level.WARNING,
                    () -> about + " and is brought up to version " + STEPS.size() + "; as it was, it is kept as "
                            + kept);
        } catch (IOException failure) {
            throw new IOException(
                    about
                            + ", and no copy of it could be made before it is brought up to date, so nothing was changed: "
                            + failure.getMessage(),
                    failure);
        }
    }

    /** Whether the file is a copy of the store as it is now, from a start that came no further. */
    private static boolean isCopy(Sqlite file, StoreConnection store) {
        try (StoreConnection copy = file.openImmutable()) {
            boolean same = true;
            for (StoreProperty property :
                    List.of(StoreProperty.VERSION, StoreProperty.NAME, StoreProperty.RUN, StoreProperty.COMMITS)) {
                same &= property.text(copy).equals(property.text(store));
            }
            return same;
        } catch (SQLException another) {
            return false;
        }
    }

    /** A file with the name of the copy is complete, and begins new epochs where it is opened. */
    private static void copy(StoreConnection store, Sqlite sqlite, StoreFiles files, Path copy)
            throws SQLException, IOException {
        Path fresh = files.fresh();
        try {
            Progress progress = new Progress("copy of the store", line -> LOG.log(Level.INFO, line));
            Sqlite.copy(store, fresh, progress::at);
            try (StoreConnection written = sqlite.of(fresh).openNew()) {
                StoreProperty.PLACE.set(written, StoreProperty.NOWHERE);
                written.commit();
            }
            StoreFiles.force(fresh);
            Files.move(fresh, copy);
            StoreFiles.force(files.store().getParent());
        } catch (SQLException failure) {
            if (Sqlite.isReading(failure)) {
                throw failure;
            }
            throw new IOException(Sqlite.explain(failure, "the copy"), failure);
        } finally {
            StoreFiles.discard(fresh);
        }
    }

    /** Runs the missing steps in one transaction; the caller commits. */
    static void bringUpToDate(StoreConnection connection) throws SQLException, IOException {
        connection.update("CREATE TABLE IF NOT EXISTS store (name TEXT PRIMARY KEY, value TEXT NOT NULL)");
        List<List<String>> missing = STEPS.subList(version(connection), STEPS.size());
        for (List<String> step : missing) {
            for (String statement : step) {
                connection.update(statement);
            }
        }
        if (!missing.isEmpty()) {
            StoreProperty.VERSION.set(connection, STEPS.size());
        }
    }
}
