package io.roomcast.engine.sqlite;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Detects a damaged store: at the start by its length and its roots, later by reads that fail, which are noted in a
 * file so that the next start repairs the store. Any thread may report a failure.
 */
final class Damage {
    private static final System.Logger LOG = System.getLogger(Damage.class.getName());
    private static final int HEADER = 100;
    private static final int WAL_HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int LOCKED_BYTE = 0x4000_0000;

    private final Path note;
    private volatile Optional<String> met = Optional.empty();

    Damage(StoreFiles files) {
        note = files.note();
    }

    /** Returns the damage that is known before the store is opened. */
    static Optional<String> before(StoreFiles files) throws IOException {
        if (Files.notExists(files.store())) {
            return Optional.empty();
        }
        if (Files.exists(files.note())) {
            return Optional.of(
                    "an earlier run found: " + Files.readString(files.note()).strip());
        }
        return isCut(files.store()) ? Optional.of("its file is cut off at the end") : Optional.empty();
    }

    /** Reads the roots of all tables: damage there must be found before the store is used. */
    static void look(StoreConnection connection) throws SQLException {
        for (String table : List.of("rooms", "events", "ids", "members", "lost", "removed")) {
            connection.first("SELECT * FROM " + table + " NOT INDEXED LIMIT 1", row -> true);
        }
        connection.first("SELECT id FROM rooms INDEXED BY sqlite_autoindex_rooms_1 LIMIT 1", row -> true);
        connection.first("SELECT name FROM rooms INDEXED BY sqlite_autoindex_rooms_2 LIMIT 1", row -> true);
    }

    /** Notes a failure if it means that the store is damaged. */
    void met(SQLException failure) {
        if (!Sqlite.isDamage(failure) || met.isPresent()) {
            return;
        }
        String sentence = Sqlite.explain(failure);
        met = Optional.of(sentence + "; restart the server to keep all that is intact, or restore a backup");
        LOG.log(Level.ERROR, met.get());
        try {
            Files.writeString(note, sentence + '\n');
        } catch (IOException unwritable) {
            LOG.log(Level.ERROR, () -> "cannot leave a note of the damage for the next start: " + unwritable);
        }
    }

    /** Returns the damage found in this run. */
    Optional<String> trouble() {
        return met;
    }

    /** Whether pages at the end of the file are missing that are not in the WAL either. */
    private static boolean isCut(Path store) throws IOException {
        try (FileChannel file = FileChannel.open(store, StandardOpenOption.READ)) {
            ByteBuffer header = read(file, 0, HEADER);
            int pageSize = header.hasRemaining() ? 0 : pageSize(header.getShort(16));
            if (pageSize == 0) {
                return false;
            }
            BitSet there = new BitSet();
            int pages = Math.max(header.getInt(28), inWal(StoreFiles.beside(store, "-wal"), pageSize, there));
            there.set(LOCKED_BYTE / pageSize + 1);
            there.set(0, Math.toIntExact(file.size() / pageSize) + 1);
            return there.nextClearBit(0) <= pages;
        }
    }

    private static int pageSize(short written) {
        int size = written == 1 ? 1 << 16 : written & 0xffff;
        return size >= 512 && Integer.bitCount(size) == 1 ? size : 0;
    }

    /** Collects the pages in the WAL; returns the store's size in pages after its last commit, 0 without one. */
    private static int inWal(Path wal, int pageSize, BitSet pages) throws IOException {
        if (Files.notExists(wal)) {
            return 0;
        }
        try (FileChannel file = FileChannel.open(wal, StandardOpenOption.READ)) {
            long salt = read(file, 0, WAL_HEADER).getLong(16);
            int last = 0;
            for (long at = WAL_HEADER; at + FRAME_HEADER + pageSize <= file.size(); at += FRAME_HEADER + pageSize) {
                ByteBuffer frame = read(file, at, FRAME_HEADER);
                if (frame.getLong(8) != salt || frame.getInt(0) <= 0) {
                    break;
                }
                pages.set(frame.getInt(0));
                last = frame.getInt(4) > 0 ? frame.getInt(4) : last;
            }
            return last;
        }
    }

    private static ByteBuffer read(FileChannel file, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, at + bytes.position()) >= 0) {
            // Until all of it is there, or the file ends.
        }
        return bytes;
    }
}
