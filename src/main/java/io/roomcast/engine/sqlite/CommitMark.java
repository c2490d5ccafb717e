package io.roomcast.engine.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/**
 * A small file beside the store that says how many groups were committed to which store. It is written after each
 * commit, but not forced to disk. If the store has fewer commits than the mark says, the end of the store was lost.
 * Used by the write thread.
 */
final class CommitMark implements AutoCloseable {
    private final FileChannel file;
    private final long store;

    /** @param name the name of the store */
    CommitMark(Path path, String name) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        store = name.hashCode();
    }

    /** Returns how many commits it counted, unless it belongs to another store. */
    OptionalLong commits() throws IOException {
        ByteBuffer both = ByteBuffer.allocate(2 * Long.BYTES);
        while (both.hasRemaining() && file.read(both, both.position()) >= 0) {
            // Until both numbers are read, or the file is too short for them.
        }
        return both.hasRemaining() || both.getLong(0) != store
                ? OptionalLong.empty()
                : OptionalLong.of(both.getLong(8));
    }

    void write(long commits) throws IOException {
        ByteBuffer both = ByteBuffer.allocate(2 * Long.BYTES).putLong(store).putLong(commits);
        file.write(both.flip(), 0);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
