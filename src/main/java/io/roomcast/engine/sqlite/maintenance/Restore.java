package io.roomcast.engine.sqlite.maintenance;

import io.roomcast.engine.sqlite.StoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Replaces a store that no server uses with a backup, and keeps the old one. Changes nothing if the backup is damaged.
 */
final class Restore {
    private Restore() {}

    /**
     * Restores, and returns where the old store is, if there was one.
     *
     * @param say takes lines of progress, if it takes long
     */
    static Optional<Path> of(Path store, Path file, Consumer<String> say) throws IOException, SQLException {
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
                try (Snapshot backup = Snapshot.atRest(file)) {
                    backup.copyTo(fresh, new Progress("restore", say));
                }
                refuseBroken(file, fresh, say);
                Path aside = files.replace(fresh, "replaced");
                return replaces ? Optional.of(aside) : Optional.empty();
            } finally {
                StoreFiles.discard(fresh);
            }
        }
    }

    /** Checks the copy, since that is what will be used. */
    private static void refuseBroken(Path file, Path copy, Consumer<String> say) throws IOException, SQLException {
        try (Snapshot snapshot = Snapshot.atRest(copy)) {
            List<String> problems = new Check(snapshot.connection(), say).problems();
            if (!problems.isEmpty()) {
                throw new IOException("the backup " + file + " is damaged, and nothing was changed: " + problems.get(0)
                        + (problems.size() == 1 ? "" : " (and more)"));
            }
        }
    }
}
