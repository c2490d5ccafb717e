package io.roomcast.engine.sqlite;

import io.roomcast.engine.sqlite.file.StoreFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.Optional;
import org.sqlite.SQLiteErrorCode;

/**
 * Detects a damaged store: at the start by its length and its roots, later by reads that fail, which are noted in a
 * file so that the next start repairs the store. Any thread may report a failure.
 */
final class Damage {
    private static final System.Logger LOG = System.getLogger(Damage.class.getName());

    /** The size of a page, which no store changes. */
    private static final int PAGE = 4096;

    private static final int LOCKED_PAGE = 0x4000_0000 / PAGE + 1;
    private static final int WAL_HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final String ROOTS = "SELECT (SELECT 1 FROM rooms NOT INDEXED LIMIT 1),"
            + " (SELECT 1 FROM rooms INDEXED BY sqlite_autoindex_rooms_1 LIMIT 1),"
            + " (SELECT 1 FROM rooms INDEXED BY sqlite_autoindex_rooms_2 LIMIT 1),"
            + " (SELECT 1 FROM events NOT INDEXED LIMIT 1), (SELECT 1 FROM ids LIMIT 1),"
            + " (SELECT 1 FROM members LIMIT 1), (SELECT 1 FROM lost LIMIT 1), (SELECT 1 FROM removed LIMIT 1)";

    private final Path note;

    /** A sentence about the damage found in this run, or null. */
    private volatile String found;

    Damage(StoreFiles files) {
        note = files.note();
    }

    /** Returns the damage that is known before the store is opened. */
    static Optional<String> foundAtStart(StoreFiles files) throws IOException {
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
    static void readRoots(StoreConnection connection) throws SQLException {
        connection.first(ROOTS, row -> true);
    }

    /** Notes a failure that means that the store is damaged. */
    void report(SQLException failure) {
        if (!Sqlite.isDamage(failure) || found != null) {
            return;
        }
        String sentence = Sqlite.explain(failure);
        found = sentence + "; restart the server to keep all that is intact, or restore a backup";
        LOG.log(Level.ERROR, found);
        try {
            Files.writeString(note, sentence + '\n');
        } catch (IOException unwritable) {
            LOG.log(Level.ERROR, () -> "cannot leave a note of the damage for the next start: " + unwritable);
        }
    }

    /** Returns the failure to read a row that says what no row can say. It counts as damage, as if SQLite had found it. */
    static SQLException nonsense(String sentence, Exception cause) {
        return new SQLException(sentence, "", SQLiteErrorCode.SQLITE_CORRUPT.code, cause);
    }

    /** Returns the text of a column that every intact row has. */
    static String text(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        if (text == null) {
            throw nonsense("a row lacks its column " + column, null);
        }
        return text;
    }

    /** Returns the damage found in this run. */
    Optional<String> trouble() {
        return Optional.ofNullable(found);
    }

    /** Whether pages that the first page counts are neither in the file nor in the WAL. */
    private static boolean isCut(Path store) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(store.toFile(), "r")) {
            if (file.length() < PAGE) {
                return false;
            }
            file.seek(16);
            boolean known = file.readUnsignedShort() == PAGE;
            file.seek(28);
            int counted = file.readInt();
            int there = Math.toIntExact(file.length() / PAGE);
            if (!known || there >= counted) {
                return false;
            }
            BitSet pages = inWal(StoreFiles.beside(store, "-wal"));
            pages.set(LOCKED_PAGE);
            return pages.nextClearBit(there + 1) <= counted;
        }
    }

    /** Returns the numbers of the pages in the WAL. Behind its frames, those of an older WAL may be left. */
    private static BitSet inWal(Path wal) throws IOException {
        BitSet pages = new BitSet();
        if (Files.notExists(wal) || Files.size(wal) < WAL_HEADER) {
            return pages;
        }
        try (RandomAccessFile file = new RandomAccessFile(wal.toFile(), "r")) {
            file.seek(16);
            long salt = file.readLong();
            for (long at = WAL_HEADER; at + FRAME_HEADER + PAGE <= file.length(); at += FRAME_HEADER + PAGE) {
                file.seek(at);
                int page = file.readInt();
                file.skipBytes(Integer.BYTES);
                if (page <= 0 || file.readLong() != salt) {
                    break;
                }
                pages.set(page);
            }
        }
        return pages;
    }
}
