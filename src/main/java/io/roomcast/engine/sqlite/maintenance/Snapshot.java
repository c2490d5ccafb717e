package io.roomcast.engine.sqlite.maintenance;

import io.roomcast.engine.sqlite.Schema;
import io.roomcast.engine.sqlite.Sqlite;
import io.roomcast.engine.sqlite.StoreConnection;
import io.roomcast.engine.sqlite.StoreFiles;
import io.roomcast.engine.sqlite.StoreProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * A store at one point in time, even if a server writes to it meanwhile. Reading it changes nothing. Used by one
 * thread.
 *
 * @param connection sees the store's tables, of a version that this Roomcast knows
 */
record Snapshot(StoreConnection connection) implements AutoCloseable {
    /** The {@link StoreProperty#PLACE} of a copy, so that its first start begins new epochs wherever it is opened. */
    private static final String NOWHERE = "a copy";

    /** Opens a store that a server may be using. */
    static Snapshot of(Path store) throws IOException, SQLException {
        StoreFiles.refuseUnfinished(store);
        return known(store, there(store).looking());
    }

    /** Opens a file that no process uses. */
    static Snapshot atRest(Path file) throws IOException, SQLException {
        return known(file, there(file).atRest());
    }

    private static Sqlite there(Path file) throws IOException, SQLException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no store " + file);
        }
        return new Sqlite(file);
    }

    private static Snapshot known(Path file, StoreConnection connection) throws IOException, SQLException {
        Snapshot snapshot = new Snapshot(connection);
        try {
            snapshot.refuseUnknown(file);
            return snapshot;
        } catch (IOException | SQLException refused) {
            connection.close();
            throw refused;
        }
    }

    private void refuseUnknown(Path file) throws IOException, SQLException {
        boolean named = connection
                .first("SELECT 1 FROM sqlite_schema WHERE name = 'store'", row -> true)
                .isPresent();
        long version = named ? StoreProperty.VERSION.in(connection) : 0;
        if (version < 1) {
            throw new IOException(file + " is not a Roomcast store");
        }
        if (version > Schema.NEWEST) {
            throw new IOException(file + " was written by a newer Roomcast: it has version " + version
                    + " of the tables, and this Roomcast knows versions up to " + Schema.NEWEST);
        }
    }

    /** Copies everything into an empty file, whose first start will begin new epochs. Nothing is forced to disk. */
    void copyTo(Path file, Progress progress) throws SQLException {
        Sqlite.copy(connection, file, progress::at);
        try (StoreConnection copy = new Sqlite(file).building()) {
            StoreProperty.PLACE.set(copy, NOWHERE);
            copy.commit();
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
