package io.roomcast.engine.jdbc.care;

import io.roomcast.engine.jdbc.Facts;
import io.roomcast.engine.jdbc.Link;
import io.roomcast.engine.jdbc.Schema;
import io.roomcast.engine.jdbc.Sqlite;
import io.roomcast.engine.jdbc.StoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * A store as it is at one moment, whoever writes to it meanwhile; nothing is changed by looking. Used by one thread.
 *
 * @param link sees the store's tables, of a version that we know
 */
record Snapshot(Link link) implements AutoCloseable {
    /** What a copy says of its place, so that its first start begins new epochs wherever it is opened. */
    private static final String NOWHERE = "a copy";

    /** Of a store that a server may be using. */
    static Snapshot of(Path store) throws IOException, SQLException {
        StoreFiles.refuseUnfinished(store);
        return known(store, there(store).looking());
    }

    /** Of a file that nobody uses. */
    static Snapshot atRest(Path file) throws IOException, SQLException {
        return known(file, there(file).atRest());
    }

    private static Sqlite there(Path file) throws IOException, SQLException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no store " + file);
        }
        return new Sqlite(file);
    }

    private static Snapshot known(Path file, Link link) throws IOException, SQLException {
        Snapshot snapshot = new Snapshot(link);
        try {
            snapshot.refuseUnknown(file);
            return snapshot;
        } catch (IOException | SQLException refused) {
            link.close();
            throw refused;
        }
    }

    private void refuseUnknown(Path file) throws IOException, SQLException {
        boolean named = link.first("SELECT 1 FROM sqlite_schema WHERE name = 'store'", row -> true)
                .isPresent();
        long version = named ? Facts.VERSION.in(link) : 0;
        if (version < 1) {
            throw new IOException(file + " is no store of Roomcast");
        }
        if (version > Schema.NEWEST) {
            throw new IOException(file + " was written by a newer Roomcast: version " + version
                    + " of its tables, and this one knows up to " + Schema.NEWEST);
        }
    }

    /** Copies all of it into an empty file, whose first start will begin new epochs. Nothing is forced to disk. */
    void copyTo(Path file, Progress progress) throws SQLException {
        Sqlite.copy(link, file, progress::at);
        try (Link copy = new Sqlite(file).building()) {
            Facts.PLACE.set(copy, NOWHERE);
            copy.commit();
        }
    }

    @Override
    public void close() {
        link.close();
    }
}
