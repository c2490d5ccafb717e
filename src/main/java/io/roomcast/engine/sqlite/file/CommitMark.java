package io.roomcast.engine.sqlite.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A small file beside the store that says how many groups were committed to which store. It is written after each
 * commit, but not forced to disk. If the store has fewer commits than the mark says, the end of the store was lost. Used
 * by the write thread.
 *
 * @param file stays open as long as the store: the lock is on it
 * @param store stands for the name of the store
 */
public record CommitMark(FileChannel file, long store) {
    /** Returns how many commits it counted; 0 if it belongs to another store, or is not written yet. */
    public long commits() throws IOException {
        ByteBuffer both = read();
        return both.getLong(0) == store ? both.getLong(Long.BYTES) : 0;
    }

    /** Returns how many commits it counted of another store; 0 if it counted none. */
    public long commitsOfAnother() throws IOException {
        ByteBuffer both = read();
        return both.getLong(0) == store ? 0 : both.getLong(Long.BYTES);
    }

    private ByteBuffer read() throws IOException {
        ByteBuffer both = ByteBuffer.allocate(2 * Long.BYTES);
        file.read(both, 0);
        return both;
    }

    public void write(long commits) throws IOException {
        ByteBuffer both = ByteBuffer.allocate(2 * Long.BYTES).putLong(store).putLong(commits);
        file.write(both.flip(), 0);
    }
}
