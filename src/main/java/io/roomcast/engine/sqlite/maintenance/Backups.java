package io.roomcast.engine.sqlite.maintenance;

import io.roomcast.engine.sqlite.Progress;
import io.roomcast.engine.sqlite.Sqlite;
import io.roomcast.engine.sqlite.StoreConnection;
import io.roomcast.engine.sqlite.file.OwnerOnly;
import io.roomcast.engine.sqlite.file.StoreFiles;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Copies a store into one file, even while a server writes to it, and puts such a file in a store's place. A file or a
 * store appears once it is complete and on disk. The lines that {@code say} takes tell the progress, if it takes long.
 */
final class Backups {
    private Backups() {}

    static void create(Path store, Path file, Consumer<String> say) throws IOException, SQLException {
        if (Files.exists(file)) {
            throw new IOException(file + " already exists and was not overwritten");
        }
        try (StoreConnection snapshot = Snapshot.of(store)) {
            Path partial = partial(file);
            try {
                Snapshot.copy(snapshot, partial, new Progress("backup", say));
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
            return OwnerOnly.createFile(partial);
        } catch (FileAlreadyExistsException other) {
            throw new IOException(
                    "another backup to " + file + " is running or was interrupted: " + partial
                            + " exists; remove it if no backup is running",
                    other);
        }
    }

    /** Replaces a store that no server uses, and returns where the old one is, if there was one. */
    static Optional<Path> restore(Path store, Path file, Consumer<String> say) throws IOException, SQLException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no backup " + file);
        }
        try (StoreFiles files = StoreFiles.take(store)) {
            boolean replaces = Files.exists(files.store());
            if (replaces && Files.isSameFile(files.store(), file)) {
                throw new IOException(file + " is the store itself");
            }
            Path fresh = files.fresh();
            try {
                copy(file, fresh, new Progress("restore", say));
                refuseBroken(file, fresh, say);
                Path aside = files.replace(fresh, ".replaced");
                return replaces ? Optional.of(aside) : Optional.empty();
            } finally {
                StoreFiles.discard(fresh);
            }
        }
    }

    private static void copy(Path file, Path fresh, Progress progress) throws IOException, SQLException {
        try (StoreConnection backup = opened(file)) {
            Snapshot.copy(backup, fresh, progress);
        } catch (SQLException failure) {
            if (Sqlite.isReading(failure)) {
                throw new IOException(reason(failure, file), failure);
            }
            throw failure;
        }
    }

    private static StoreConnection opened(Path file) throws IOException {
        try {
            return Snapshot.ofUnused(file);
        } catch (SQLException failure) {
            throw new IOException(reason(failure, file), failure);
        }
    }

    private static String reason(SQLException failure, Path file) {
        return Sqlite.isNoDatabase(failure)
                ? file + " is not a Roomcast store"
                : Sqlite.explain(failure, "the backup " + file);
    }

    /** Checks the copy, since that is what will be used. */
    private static void refuseBroken(Path file, Path copy, Consumer<String> say) throws IOException, SQLException {
        try (StoreConnection snapshot = Snapshot.ofUnused(copy)) {
            List<String> problems = new Check(snapshot, say).problems();
            if (!problems.isEmpty()) {
                throw new IOException("the backup " + file + " is damaged, and nothing was changed: " + problems.get(0)
                        + (problems.size() == 1 ? "" : " (and more)"));
            }
        }
    }
}
