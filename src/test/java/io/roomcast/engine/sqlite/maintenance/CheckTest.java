package io.roomcast.engine.sqlite.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.engine.sqlite.OnDisk;
import io.roomcast.engine.sqlite.Progress;
import io.roomcast.engine.sqlite.Sqlite;
import io.roomcast.engine.sqlite.SqliteEngine;
import io.roomcast.engine.sqlite.StoreConnection;
import io.roomcast.kit.Asked;
import io.roomcast.kit.World;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a check")
class CheckTest extends OnDisk {
    static List<String> problems(Path store) throws Exception {
        try (StoreConnection snapshot = Snapshot.of(store)) {
            return new Check(snapshot, line -> {}).problems();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE rooms SET events = events + 1",
                "UPDATE rooms SET bytes = bytes - 1",
                "UPDATE rooms SET privates = 1",
                "UPDATE rooms SET private_bytes = 7",
                "UPDATE rooms SET members = 5",
                "UPDATE rooms SET losses = 1",
                "UPDATE rooms SET head = 2",
                "UPDATE rooms SET oldest = 2",
                "UPDATE rooms SET oldest = 9",
                "UPDATE rooms SET oldest = 9 WHERE name = 'secret'",
                "UPDATE rooms SET head = 0 WHERE name = 'program'",
                "UPDATE lost SET number = 9",
                "UPDATE rooms SET oldest_at = 1",
                "UPDATE rooms SET at = 1",
                "UPDATE rooms SET epochs = 'x:2 y:1'",
                "UPDATE rooms SET epochs = epochs || ' x:7'",
                "UPDATE rooms SET epochs = epochs || ' ' || epochs",
                "UPDATE rooms SET epochs = 'nonsense'",
                "UPDATE rooms SET epochs = ''",
                "UPDATE events SET at = 1 WHERE number = 2",
                "UPDATE events SET data = '\"longer than it was\"' WHERE number = 2",
                "DELETE FROM events WHERE number = 2",
                "DELETE FROM rooms",
                "UPDATE ids SET number = 9",
                "INSERT INTO lost VALUES (1, 'ann-id', 1)",
                "INSERT INTO lost VALUES (77, 'ann-id', 1)",
                "INSERT INTO removed VALUES (1)",
                "INSERT INTO members VALUES (1, 'eve', 'eve', 1, 0)",
                "DELETE FROM token_keys"
            })
    @DisplayName("finds what does not agree")
    void found(String mistake) throws Exception {
        settings.privateEvents = 0;
        try (SqliteEngine engine = open()) {
            say(engine, "lobby", "one", "two", "three");
            new Asked(engine).seat("lobby", BOB);
            new Asked(engine).seat("secret", BOB);
            Content secret = new Content("message", "1", false, List.of(BOB.id()), true);
            new Asked(engine)
                    .append(List.of(
                            new Draft("secret", ANN, "", List.of(secret)),
                            new Draft("program", ANN, "", List.of(Content.of("message", "1")))));
        }
        assertEquals(List.of(), problems(file()));
        try (StoreConnection connection = new Sqlite(file()).openForWriting()) {
            assertTrue(connection.update(mistake) > 0);
            connection.commit();
        }
        assertFalse(problems(file()).isEmpty(), mistake);
    }

    @Test
    @DisplayName("finds what only SQLite sees: an index that is broken")
    void brokenIndex() throws Exception {
        try (SqliteEngine engine = open()) {
            say(engine, "lobby", "one", "two", "three");
        }
        long root;
        try (StoreConnection connection = new Sqlite(file()).openReadOnly()) {
            root = connection
                    .first(
                            "SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_rooms_2'",
                            row -> row.getLong(1))
                    .orElseThrow();
        }
        overwrite(root, new byte[PAGE]);
        assertFalse(problems(file()).isEmpty());
    }

    @Test
    @DisplayName("finds nothing while a server writes, trims, forgets and removes")
    void checkedWhileRunning() throws Exception {
        settings.events = 50;
        settings.privateEvents = 5;
        try (SqliteEngine engine = open()) {
            for (int round = 0; round < 30; round++) {
                sayMany(engine, "room-" + round % 3, 1 + round, 50);
                new Asked(engine).seat("room-" + round % 3, BOB);
                new Asked(engine).tidy();
                if (round % 10 == 0) {
                    assertEquals(List.of(), problems(file()));
                }
            }
            new Asked(engine).remove("room-1");
            assertEquals(List.of(), problems(file()));
        }
    }

    @Test
    @DisplayName("finds nothing in a room that trimmed the last publish with an id, and restores its backup")
    void trimmedId() throws Exception {
        settings.events = 5;
        try (SqliteEngine engine = open()) {
            say(engine, "lobby", "one");
            for (int number = 2; number <= 10; number++) {
                new Asked(engine).append(List.of(new Draft("lobby", ANN, "", List.of(Content.of("message", "1")))));
            }
        }
        assertEquals(List.of(), problems(file()));
        Path backup = folder.resolve("backup.db");
        assertEquals(0, StoreCommands.run("backup", file(), List.of(backup)));
        assertEquals(0, StoreCommands.run("restore", file(), List.of(backup)));
    }

    @Test
    @DisplayName("finds nothing in a room whose events are all too old, and whose ids are not")
    void agedOut() throws Exception {
        settings.age = Duration.ofHours(1);
        try (SqliteEngine engine = open()) {
            say(engine, "lobby", "one");
            time.set(World.BEGINNING.plus(Duration.ofHours(2)));
            new Asked(engine).tidy();
            assertEquals(2, extent(engine, "lobby").oldest());
        }
        assertEquals(List.of(), problems(file()));
    }

    @Test
    @DisplayName("progress says nothing in the first second, and one line a second after that")
    void progress() {
        List<String> lines = new ArrayList<>();
        long[] nanos = {0};
        LongSupplier clock = () -> nanos[0];
        Progress progress = new Progress("backup", lines::add, clock);
        for (int tenth = 1; tenth <= 25; tenth++) {
            nanos[0] = tenth * 100_000_000L;
            progress.at(tenth, 25);
        }
        assertEquals(List.of("backup: 40 %", "backup: 80 %"), lines);
    }
}
