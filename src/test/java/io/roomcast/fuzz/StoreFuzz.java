package io.roomcast.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.roomcast.engine.sqlite.OnDisk;
import io.roomcast.engine.sqlite.Sqlite;
import io.roomcast.engine.sqlite.SqliteEngine;
import io.roomcast.engine.sqlite.StoreConnection;
import io.roomcast.engine.sqlite.maintenance.StoreCommands;
import io.roomcast.kit.Asked;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * A store in whose rows something else stands than was written: each line changes one column of one row, as {@code ids 2
 * fingerprint=garbage}. The next start repairs what it can, and what it keeps is whole.
 */
class StoreFuzz extends OnDisk {
    private static final List<String> TABLES = List.of("rooms", "events", "ids", "members", "lost", "store");
    private static final int MOST = 20;

    /** Times out of order stay: nothing tells which of them is wrong. */
    private static final Set<String> UNREPAIRED = Set.of("events 0 at", "events 1 at", "events 2 at", "events 3 at");

    /** A disk that need not turn, where there is one: each store is forced to it some twenty times. */
    private static final Path MEMORY =
            Path.of(Files.isDirectory(Path.of("/dev/shm")) ? "/dev/shm" : System.getProperty("java.io.tmpdir"));

    /** Held, so that it stays silent about each repair. */
    private final Logger log = Logger.getLogger("io.roomcast.engine.sqlite");

    @FuzzTest
    void what_is_left_of_a_store_is_whole(byte[] bytes) throws Exception {
        log.setLevel(Level.OFF);
        folder = Files.createTempDirectory(MEMORY, "store-");
        try {
            damaged(bytes);
        } finally {
            delete(folder);
        }
    }

    private void damaged(byte[] bytes) throws Exception {
        try (SqliteEngine engine = open()) {
            say(engine, "a", "one", "two", "three");
            say(engine, "b", "one");
            new Asked(engine).append(List.of(new Draft("a", BOB, "id", List.of(secret()))));
        }
        try (StoreConnection connection = new Sqlite(file()).openForWriting()) {
            Input.lines(bytes).stream()
                    .filter(line -> UNREPAIRED.stream().noneMatch(line::startsWith))
                    .limit(MOST)
                    .forEach(line -> change(connection, line));
            // A newer Roomcast's store would not be opened at all.
            connection.update("UPDATE store SET value = '4' WHERE name = 'version'");
            connection.commit();
        }
        Files.writeString(Path.of(file() + ".damaged"), "a test\n");
        try (SqliteEngine engine = open()) {
            for (String room : List.of("a", "b")) {
                said(engine, room);
                say(engine, room, "next");
                new Asked(engine).recall(new Draft(room, ANN, "id of one", List.of(Content.of("message", "\"one\""))));
            }
        }
        assertEquals(0, StoreCommands.run("check", file(), List.of()));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Content secret() {
        return new Content("message", "1", false, List.of(ANN.id()), true);
    }

    /** Changes nothing if the line names no column, or if the table allows no such value. */
    private static void change(StoreConnection connection, String line) {
        String[] words = line.split("[ =]", 4);
        if (words.length < 4 || !TABLES.contains(words[0]) || !words[1].matches("[0-9]")) {
            return;
        }
        String table = words[0];
        String one = "SELECT * FROM " + table + " LIMIT 1 OFFSET " + words[1];
        String columns = "SELECT name FROM pragma_table_info('" + table + "')";
        try {
            List<String> names = connection.all(columns, row -> row.getString(1));
            List<String> keys = connection
                    .first(one, row -> List.of(row.getString(1), row.getString(2)))
                    .orElse(List.of());
            if (!keys.isEmpty() && names.contains(words[2])) {
                String update = "UPDATE OR IGNORE " + table + " SET " + words[2] + " = ? WHERE " + names.get(0)
                        + " = ? AND " + names.get(1) + " = ?";
                connection.update(update, value(words[3]), keys.get(0), keys.get(1));
            }
        } catch (SQLException notAllowed) {
            throw new IllegalStateException(line, notAllowed);
        }
    }

    /** A value that begins with a quote is bytes. */
    private static Object value(String text) {
        return text.startsWith("'") ? Input.bytes(text.substring(1)) : text;
    }
}
