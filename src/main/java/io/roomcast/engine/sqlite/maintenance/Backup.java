package io.roomcast.engine.sqlite.maintenance;

import io.roomcast.engine.sqlite.Sqlite;
import io.roomcast.engine.sqlite.StoreFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * Copies a store into one file, even while a server writes to it. The file appears once it is complete and on disk.
 */
final class Backup {
    private Backup() {}

    /** @param say takes lines of progress, if it takes long */
    static void of(Path store, Path file, Consumer<String> say) throws IOException, SQLException {
        if (Files.exists(file)) {
            throw new IOException(file + " already exists and was not overwritten");
        }
        try (Snapshot snapshot = Snapshot.of(store)) {
            Path partial = partial(file);
            try {
                snapshot.copyTo(partial, new Progress("backup", say));
                StoreFiles.force(partial);
                Files.move(partial, file);
                StoreFiles.force(file.toAbsolutePath().getParent());
            } catch (SQLException failure) {
                if (Sqlite.isReading(failure)) {
                    throw failure;
                }
                throw new IOException(Sqlite.explain(failure, "the backup " + file), failure);
            } finally {
                StoreFiles.discard(partial);
            }
        }
    }

    private static Path partial(Path file) throws IOException {
        Path partial = StoreFiles.beside(file, ".partial");
        try {
            return Files.createFile(partial);
        } catch (FileAlreadyExistsException other) {
            throw new IOException(
                    "another backup to " + file + " is running or was interrupted: " + partial
                            + " exists; remove it if no backup is running",
                    other);
        }
    }
}
