package io.roomcast.engine.sqlite;

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
            List.of("ALTER TABLE events ADD COLUMN meta TEXT NOT NULL DEFAULT ''"));

    /** The version of the tables that this Roomcast writes. */
    public static final int NEWEST = STEPS.size();

    private Schema() {}

    /** Whether a table has a column: a store of an older version may lack it until it is brought up to date. */
    static boolean has(StoreConnection connection, String table, String column) throws SQLException {
        return connection
                .first("SELECT 1 FROM pragma_table_info(?) WHERE name = ?", row -> true, table, column)
                .isPresent();
    }

    /** Runs the missing steps in one transaction; the caller commits. */
    static void bringUpToDate(StoreConnection connection) throws SQLException {
        connection.update("CREATE TABLE IF NOT EXISTS store (name TEXT PRIMARY KEY, value TEXT NOT NULL)");
        long version = StoreProperty.VERSION.in(connection);
        if (version > NEWEST) {
            throw new SQLException("the store was written by a newer Roomcast: it has version " + version
                    + " of the tables, and this Roomcast knows versions up to " + NEWEST);
        }
        for (long step = version; step < NEWEST; step++) {
            for (String statement : STEPS.get((int) step)) {
                connection.update(statement);
            }
        }
        if (version < NEWEST) {
            StoreProperty.VERSION.set(connection, NEWEST);
        }
    }
}
