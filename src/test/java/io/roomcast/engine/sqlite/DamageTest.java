package io.roomcast.engine.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.engine.sqlite.file.StoreFiles;
import io.roomcast.engine.sqlite.maintenance.StoreCommands;
import io.roomcast.kit.Asked;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Position;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a damaged store")
class DamageTest extends OnDisk {
    private static final String LAST = "\"secret 19\"";
    private static final List<String> ROOMS = List.of("a", "b", "c", "d", "e");

    private final Map<String, Map<Long, String>> before = new LinkedHashMap<>();
    private final Map<String, Position> ends = new LinkedHashMap<>();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 5);
    }

    private void fill(Random random) {
        try (SqliteEngine engine = open()) {
            fill(engine, random, 9000);
        }
    }

    /** Rooms grow in turn, so that each is all over the file; some events are private, and some longer than a page. */
    private void fill(SqliteEngine engine, Random random, int longest) {
        ROOMS.forEach(room -> new Asked(engine).seat(room, BOB));
        for (int round = 0; round < 20; round++) {
            for (String room : ROOMS) {
                sayMany(engine, room, 1 + random.nextInt(20), random.nextInt(round == 7 ? longest : 500));
                Content secret = new Content("message", "\"secret " + round + '"', false, List.of(BOB.id()), true);
                new Asked(engine).append(List.of(new Draft(room, ANN, "secret-" + round, List.of(secret))));
            }
        }
        for (String room : ROOMS) {
            before.put(room, said(engine, room));
            ends.put(room, extent(engine, room).end());
        }
    }

    /** Starts, reads everything, and starts again if what was read is damaged. */
    private void startUntilWhole() {
        boolean damaged;
        try (SqliteEngine engine = open()) {
            for (String room : ROOMS) {
                try {
                    said(engine, room);
                    Position probe = say(engine, room, "probe");
                    before.get(room).put(probe.offset(), "\"probe\"");
                    new Asked(engine).seat(room, BOB);
                    new Asked(engine).tidy();
                } catch (CompletionException unreadable) {
                    assertTrue(
                            new Asked(engine).trouble().orElse("").contains("the store is damaged"),
                            unreadable.toString());
                }
            }
            damaged = new Asked(engine).trouble().isPresent();
        }
        if (damaged) {
            open().close();
        }
    }

    /** The events that are kept were there before, in whole runs, and a reader that had seen more is told so. */
    private long keptAndTold() {
        long lost = 0;
        try (SqliteEngine engine = open()) {
            for (String room : ROOMS) {
                Map<Long, String> kept = said(engine, room);
                assertTrue(before.get(room).entrySet().containsAll(kept.entrySet()), room);
                assertTrue(isRun(kept), room + kept.keySet());
                int missing = before.get(room).size() - kept.size();
                lost += missing;
                long first = kept.keySet().stream().findFirst().orElse(0L);
                boolean endIsLost = !LAST.equals(kept.get(ends.get(room).offset()));
                assertTrue(missing == 0 || endIsLost || extent(engine, room).oldest() == first, room);
                assertFalse(endIsLost && extent(engine, room).holds(ends.get(room)), room);
                Position next = say(engine, room, "after");
                assertTrue(missing == 0 || !next.epoch().equals(ends.get(room).epoch()), room);
            }
            assertTrue(new Asked(engine).trouble().isEmpty());
        }
        return lost;
    }

    private static List<String> ends(List<String> names) {
        return names.stream().map(name -> name.substring(names.get(0).length())).toList();
    }

    private static boolean isRun(Map<Long, String> events) {
        List<Long> offsets = new ArrayList<>(events.keySet());
        return offsets.isEmpty() || offsets.get(offsets.size() - 1) - offsets.get(0) == offsets.size() - 1;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("that is cut off keeps all that is whole at its next start, and the damaged files")
    void cutOff(long seed) throws IOException {
        Random random = new Random(seed);
        fill(random);
        long pages = Files.size(file()) / PAGE;
        long length = PAGE * (8 + random.nextLong(pages - 8)) + random.nextInt(PAGE);
        cut(file(), length);
        open().close();
        List<String> aside = beside(".damaged-");
        assertEquals(List.of(""), ends(aside));
        assertEquals(length, Files.size(file().resolveSibling(aside.get(0))));
        keptAndTold();
        assertEquals(0, StoreCommands.run("check", file(), List.of()));
        assertEquals(aside, beside(".damaged-"), "it was damaged once");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("with broken pages is noticed where it is read, and keeps all that is whole at its next start")
    void brokenPages(long seed) throws IOException {
        Random random = new Random(seed);
        try (SqliteEngine engine = open()) {
            // Where a row goes on in another page, SQLite does not notice that it is garbage.
            fill(engine, random, 500);
        }
        long pages = Files.size(file()) / PAGE;
        for (int number = 0; number < 1 + seed % 3; number++) {
            byte[] garbage = new byte[PAGE];
            if (seed % 2 == 0) {
                random.nextBytes(garbage);
            }
            overwrite(2 + random.nextLong(pages - 1), garbage);
        }
        startUntilWhole();
        keptAndTold();
        assertEquals(
                List.of(),
                beside(".damaged").stream().filter(name -> !name.contains("-")).toList());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("that was killed, and whose file is cut off although the WAL is there, is found at the start")
    void cutOffWithWal(long seed) throws IOException {
        Random random = new Random(seed);
        fill(random);
        long closed = Files.size(file());
        SqliteEngine engine = open();
        sayMany(engine, "a", 3, 100);
        killed(engine);
        cut(file(), PAGE * (8 + random.nextLong(closed / PAGE - 9)));
        open().close();
        assertEquals(List.of("", "-wal"), ends(beside(".damaged-")));
        assertEquals(0, StoreCommands.run("check", file(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("is not what a store is whose process was killed, nor one whose WAL is torn: that one lost its end")
    void torn(long seed) throws IOException {
        Random random = new Random(seed);
        SqliteEngine engine = open();
        fill(engine, random, 9000);
        killed(engine);
        Path wal = StoreFiles.beside(file(), "-wal");
        if (seed % 4 == 1) {
            cut(wal, random.nextLong(Files.size(wal)));
        } else if (seed % 4 == 2) {
            byte[] garbage = new byte[1000];
            random.nextBytes(garbage);
            try (RandomAccessFile bytes = new RandomAccessFile(wal.toFile(), "rw")) {
                bytes.seek(random.nextLong(bytes.length() - 1000));
                bytes.write(garbage);
            }
        }
        long lost = keptAndTold();
        assertEquals(List.of(), beside(".damaged"));
        assertEquals(seed % 4 == 1 || seed % 4 == 2, lost > 0);
    }

    @Test
    @DisplayName("is not what a store is that was killed while its WAL was carried over")
    void killedWhileCarryingOver() throws Exception {
        SqliteEngine engine = open();
        fill(engine, new Random(1), 9000);
        killed(engine);
        Path wal = StoreFiles.beside(file(), "-wal");
        Path kept = Files.move(wal, folder.resolve("wal"));
        byte[] before = Files.readAllBytes(file());
        Files.copy(kept, wal);
        new Sqlite(file()).openForWriting().close();
        // The first page is carried over, which says how many there are, and of the others none.
        byte[] first = Arrays.copyOf(Files.readAllBytes(file()), PAGE);
        Files.write(file(), before);
        overwrite(1, first);
        Files.move(kept, wal);
        assertEquals(0, keptAndTold());
        assertEquals(List.of(), beside(".damaged"));
    }

    @Test
    @DisplayName(
            "that was killed and cut off is found at the start, whatever an older WAL has left in the file of the WAL")
    void cutOffWithOldFrames() throws Exception {
        byte[] old;
        try (SqliteEngine engine = open()) {
            fill(engine, new Random(1), 500);
            old = Files.readAllBytes(StoreFiles.beside(file(), "-wal"));
        }
        SqliteEngine engine = open();
        sayMany(engine, "a", 1, 10);
        killed(engine);
        Path wal = StoreFiles.beside(file(), "-wal");
        int begin = Math.toIntExact(Files.size(wal));
        Files.write(wal, Arrays.copyOfRange(old, begin, old.length), StandardOpenOption.APPEND);
        cut(file(), Files.size(file()) - 5 * PAGE);
        open().close();
        assertEquals(List.of("", "-wal"), ends(beside(".damaged-")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rooms",
                "events",
                "ids",
                "members",
                "lost",
                "sqlite_autoindex_rooms_1",
                "sqlite_autoindex_rooms_2"
            })
    @DisplayName("without a root is found at the start")
    void rootIsGone(String root) throws Exception {
        fill(new Random(1));
        overwrite(root(root), new byte[PAGE]);
        open().close();
        assertEquals(List.of(""), ends(beside(".damaged-")));
        assertEquals(0, StoreCommands.run("check", file(), List.of()));
    }

    private long root(String name) throws SQLException {
        try (StoreConnection connection = new Sqlite(file()).openReadOnly()) {
            return connection
                    .first("SELECT rootpage FROM sqlite_schema WHERE name = ?", row -> row.getLong(1), name)
                    .orElseThrow();
        }
    }

    @Test
    @DisplayName("whose rows of rooms are gone still has its events, under their names, in new epochs")
    void roomsAreGone() throws Exception {
        fill(new Random(1));
        overwrite(root("rooms"), new byte[PAGE]);
        try (SqliteEngine engine = open()) {
            for (String room : ROOMS) {
                assertEquals(before.get(room), said(engine, room));
                assertFalse(extent(engine, room).holds(ends.get(room)));
            }
        }
    }
}
