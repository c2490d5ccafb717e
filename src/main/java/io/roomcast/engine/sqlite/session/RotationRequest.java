package io.roomcast.engine.sqlite.session;

import io.roomcast.engine.sqlite.file.OwnerOnly;
import io.roomcast.engine.sqlite.file.StoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A request for a new key of tokens: an empty file beside the store, for the server that uses it. Only the server can
 * write to its store. Any process may leave it and take it, and one takes it.
 *
 * @param cut whether the former keys are to be refused
 */
public record RotationRequest(Path file, boolean cut) {

    public static RotationRequest of(Path store, boolean cut) {
        return new RotationRequest(StoreFiles.beside(store, cut ? ".rotate-now" : ".rotate"), cut);
    }

    /** Returns both, whether or not they are there. */
    static List<RotationRequest> all(Path store) {
        return List.of(of(store, false), of(store, true));
    }

    public void leave() throws IOException {
        if (!isThere()) {
            OwnerOnly.createFile(file);
        }
    }

    boolean isThere() {
        return Files.exists(file);
    }

    /** Removes it; returns whether it was there. */
    public boolean take() {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException notOurs) {
            return false;
        }
    }
}
