package io.roomcast.engine.sqlite.maintenance;

import io.roomcast.engine.sqlite.Progress;
import io.roomcast.engine.sqlite.Schema;
import io.roomcast.engine.sqlite.Sqlite;
import io.roomcast.engine.sqlite.StoreConnection;
import io.roomcast.engine.sqlite.StoreProperty;
import io.roomcast.engine.sqlite.file.StoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** Opens stores at one point in time, even if a server writes to them meanwhile. Reading changes nothing. */
final class Snapshot {
    private Snapshot() {}

    /** How a store is opened. */
    private interface Opening {
        StoreConnection of(Sqlite store) throws SQLException;
    }

    /** Opens a store that a server may be using. */
    static StoreConnection of(Path store) throws IOException, SQLException {
        StoreFiles.refuseUnfinished(store);
        return open(store, Sqlite::openReadOnly);
    }

    /** Opens a file that no process uses. */
    static StoreConnection ofUnused(Path file) throws IOException, SQLException {
        return open(file, Sqlite::openImmutable);
    }

    /** Refuses what has no tables of a version that this Roomcast knows. */
    private static StoreConnection open(Path file, Opening opening) throws IOException, SQLException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no store " + file);
        }
        StoreConnection connection = opening.of(new Sqlite(file));
        try {
            if (Schema.version(connection) == 0) {
                throw new IOException(file + " is not a Roomcast store");
            }
            return connection;
        } catch (IOException | SQLException refused) {
            connection.close();
            throw refused;
        }
    }

    /** Copies a snapshot into an empty file, whose first start will begin new epochs. Nothing is forced to disk. */
    static void copy(StoreConnection snapshot, Path file, Progress progress) throws SQLException {
        Sqlite.copy(snapshot, file, progress::at);
        try (StoreConnection copy = new Sqlite(file).openNew()) {
            StoreProperty.PLACE.set(copy, StoreProperty.NOWHERE);
            copy.commit();
        }
    }
}
