package io.roomcast.engine.sqlite;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** The tables, by version. A store of an older version is brought up to date when it is opened. */
public final class Schema {
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
            List.of("CREATE TABLE ended_sessions (session TEXT PRIMARY KEY, at BIGINT NOT NULL) WITHOUT ROWID"));

    private Schema() {}

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
