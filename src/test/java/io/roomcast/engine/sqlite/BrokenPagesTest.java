package io.roomcast.engine.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.engine.sqlite.file.StoreFiles;
import io.roomcast.kit.Asked;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

@DisplayName("a store with broken pages in its middle that is repaired")
class BrokenPagesTest extends OnDisk {
    private static final int FIRST = 100;
    private static final int LAST = 499;

    /** The pages of a table's rows, in their order. */
    private List<Long> pages(String table) throws SQLException {
        try (StoreConnection connection = new Sqlite(file()).openReadOnly()) {
            return connection.all(
                    "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY path",
                    row -> row.getLong(1),
                    table);
        }
    }

    /** Pages are broken, and the next start is told that the store is damaged. */
    private void breakPages(Long... broken) throws IOException {
        for (long page : broken) {
            overwrite(page, new byte[PAGE]);
        }
        Files.writeString(StoreFiles.beside(file(), ".damaged"), "a test\n");
    }

    private static Member visitor(int number) {
        return new Member("visitor-" + number, "visitor");
    }

    private static Receipt hello(SqliteEngine engine, String room, int number) {
        Draft draft = new Draft(room, visitor(number), "hello", List.of(Content.of("message", "\"hello\"")));
        return new Asked(engine).append(List.of(draft)).get(0);
    }

    @Test
    @DisplayName("reads the rows of rooms between them one by one, and forgets the epochs of no others")
    void between() throws Exception {
        Map<String, Position> ends;
        try (SqliteEngine engine = open()) {
            ends = IntStream.rangeClosed(FIRST, LAST)
                    .mapToObj(number -> "room-" + number)
                    .collect(Collectors.toMap(room -> room, room -> say(engine, room, room)));
        }
        List<Long> pages = pages("rooms");
        assertTrue(pages.size() > 5, pages::toString);
        breakPages(pages.get(1), pages.get(pages.size() - 2));
        try (SqliteEngine engine = open()) {
            ends.keySet().forEach(room -> assertEquals(Map.of(1L, '"' + room + '"'), said(engine, room)));
            long forgotten = ends.entrySet().stream()
                    .filter(end -> !extent(engine, end.getKey()).holds(end.getValue()))
                    .count();
            assertTrue(forgotten > 0 && forgotten <= 3 * ends.size() / pages.size(), forgotten + " of " + pages);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"members", "ids"})
    @DisplayName("keeps the members and ids before them and those behind")
    void bothEnds(String table) throws Exception {
        try (SqliteEngine engine = open()) {
            for (int number = FIRST; number <= LAST; number++) {
                new Asked(engine).seat("a", visitor(number));
                hello(engine, "a", number);
            }
        }
        List<Long> pages = pages(table);
        assertTrue(pages.size() > 3, pages::toString);
        breakPages(pages.get(pages.size() / 2));
        try (SqliteEngine engine = open()) {
            assertTrue(isKnown(engine, table, FIRST));
            assertTrue(isKnown(engine, table, LAST));
            assertFalse(IntStream.range(FIRST, LAST).allMatch(number -> isKnown(engine, table, number)));
        }
    }

    private static boolean isKnown(SqliteEngine engine, String table, int number) {
        return table.equals("ids")
                ? hello(engine, "a", number) instanceof Receipt.Repeated
                : whispered(engine, "a", visitor(number)) instanceof Receipt.Appended;
    }

    @Test
    @DisplayName("begins new epochs, even if it is no longer known how often it did so before")
    void properties() throws Exception {
        open().close();
        change("UPDATE store SET value = 'another place' WHERE name = 'place'");
        Position lost;
        try (SqliteEngine engine = open()) {
            say(engine, "a", "one");
            lost = say(engine, "a", "two");
        }
        change("UPDATE events SET data = x'00' WHERE number = 2");
        breakPages(pages("store").get(0));
        try (SqliteEngine engine = open()) {
            Position other = say(engine, "a", "other");
            assertEquals(lost.offset(), other.offset());
            assertNotEquals(lost.epoch(), other.epoch());
        }
    }

    @Test
    @DisplayName("is refused and left as it is if a newer Roomcast wrote it")
    void newer() throws Exception {
        open().close();
        change("UPDATE store SET value = '99' WHERE name = 'version'");
        breakPages();
        byte[] before = Files.readAllBytes(file());
        String sentence =
                assertThrows(UncheckedIOException.class, this::open).getCause().getMessage();
        assertTrue(sentence.contains("written by a newer Roomcast"), sentence);
        assertArrayEquals(before, Files.readAllBytes(file()));
    }

    @Test
    @DisplayName("is left as it is when the new one cannot be written, be it but one row, and is repaired later")
    void unwritable() throws Exception {
        try (SqliteEngine engine = open()) {
            sayMany(engine, "a", 300, 100);
        }
        breakPages();
        byte[] before = Files.readAllBytes(file());
        AtomicInteger events = new AtomicInteger();
        WatchedConnection.Watch fifthFails = (method, sql) -> {
            if (method.equals("executeUpdate")
                    && sql.startsWith("INSERT INTO events")
                    && events.incrementAndGet() == 5) {
                throw new SQLException("the disk is broken", null, SQLiteErrorCode.SQLITE_IOERR.code);
            }
        };
        String sentence = assertThrows(UncheckedIOException.class, () -> open(file(), WatchedConnection.by(fifthFails)))
                .getCause()
                .getMessage();
        assertTrue(sentence.contains("does not work: the disk is broken"), sentence);
        assertEquals(List.of(), beside(".partial"));
        assertEquals(List.of("roomcast.db.damaged"), beside(".damaged"));
        assertArrayEquals(before, Files.readAllBytes(file()));
        try (SqliteEngine engine = open()) {
            assertEquals(300, said(engine, "a").size());
        }
        assertFalse(beside(".damaged-").isEmpty());
    }

    @Test
    @DisplayName("may be so because of a sector that the disk cannot read")
    void badSector() {
        assertTrue(Sqlite.isDamage(new SQLiteException("a test", SQLiteErrorCode.SQLITE_IOERR_CORRUPTFS)));
        assertFalse(Sqlite.isDamage(new SQLiteException("a test", SQLiteErrorCode.SQLITE_IOERR_WRITE)));
    }
}
