package io.roomcast.engine.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.engine.sqlite.maintenance.StoreCommands;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("what a program took, in a store that is of the first version, repaired, or restored")
class TakenRepairedTest extends Taking {
    @Test
    @DisplayName("fits into a store of the first version, which keeps its events and ids")
    void firstVersion() throws Exception {
        Position one;
        try (SqliteEngine engine = open()) {
            one = say(engine, ROOM, "one");
        }
        becomeVersion(1);
        assertWhole(file());
        try (SqliteEngine engine = open()) {
            assertEquals(new Receipt.Repeated(one), published(engine, ROOM, "one"));
            assertEquals(Map.of(1L, "\"one\""), said(engine, ROOM));
            take(engine, ROOM, 1);
            take(engine, UNBORN, 1);
        }
        try (SqliteEngine engine = open()) {
            assertTaken(engine, ROOM, 1);
            assertTaken(engine, UNBORN, 1);
            assertEquals(one, extent(engine, ROOM).end(), "it goes on in its epoch");
        }
    }

    @Test
    @DisplayName("fits into a damaged store of the first version, of which all ids are kept")
    void firstVersionMadeWhole() throws Exception {
        Position one;
        try (SqliteEngine engine = open()) {
            one = say(engine, ROOM, "one");
        }
        becomeVersion(1);
        noteDamage();
        try (SqliteEngine engine = open()) {
            assertEquals(new Receipt.Repeated(one), published(engine, ROOM, "one"));
            take(engine, ROOM, 1);
            assertTaken(engine, ROOM, 1);
        }
    }

    @Test
    @DisplayName("is kept when a damaged store is repaired, in a room with events and in one without")
    void madeWhole() throws Exception {
        try (SqliteEngine engine = open()) {
            say(engine, ROOM, "one");
            take(engine, ROOM, 1);
            take(engine, UNBORN, 1);
        }
        noteDamage();
        try (SqliteEngine engine = open()) {
            assertTaken(engine, ROOM, 1);
            assertTaken(engine, UNBORN, 1);
            assertEquals(LogExtent.UNBORN, extent(engine, UNBORN));
            assertEquals(1, say(engine, UNBORN, "first").offset());
        }
        assertWhole(file());
    }

    @ParameterizedTest
    @ValueSource(strings = {"7b00007d", "22ff22"})
    @DisplayName("is news again when its answer is no text any more, and no other id is")
    void noText(String bytes) throws Exception {
        try (SqliteEngine engine = open()) {
            IntStream.rangeClosed(1, 3).forEach(number -> take(engine, ROOM, number));
        }
        change("UPDATE ids SET answer = CAST(x'" + bytes + "' AS TEXT) WHERE id = 'c-2'");
        noteDamage();
        try (SqliteEngine engine = open()) {
            assertTaken(engine, ROOM, 1);
            assertTaken(engine, ROOM, 3);
            assertEquals(Optional.empty(), recalled(engine, ROOM, 2));
        }
    }

    @Test
    @DisplayName("is kept between two answers that are no text any more")
    void betweenNoTexts() throws Exception {
        try (SqliteEngine engine = open()) {
            IntStream.rangeClosed(1, 5).forEach(number -> take(engine, ROOM, number));
        }
        change("UPDATE ids SET answer = CAST(x'22ff22' AS TEXT) WHERE id IN ('c-2', 'c-4')");
        noteDamage();
        try (SqliteEngine engine = open()) {
            assertTaken(engine, ROOM, 1);
            assertTaken(engine, ROOM, 3);
            assertTaken(engine, ROOM, 5);
        }
    }

    @Test
    @DisplayName("hides no events: those of a room that is said to be without any are kept, in an epoch")
    void notUnborn() throws Exception {
        try (SqliteEngine engine = open()) {
            take(engine, ROOM, 1);
            say(engine, ROOM, "one", "two");
        }
        change("UPDATE rooms SET epochs = '', head = 0, events = 0, bytes = 0");
        noteDamage();
        try (SqliteEngine engine = open()) {
            assertEquals(Map.of(1L, "\"one\"", 2L, "\"two\""), said(engine, ROOM));
            assertEquals(2, extent(engine, ROOM).end().offset());
            assertEquals(3, say(engine, ROOM, "three").offset());
            assertTaken(engine, ROOM, 1);
        }
        assertWhole(file());
    }

    @Test
    @DisplayName("is in a backup, and answered after it was restored")
    void restored() {
        Path backup = folder.resolve("backup.db");
        try (SqliteEngine engine = open()) {
            say(engine, ROOM, "one");
            take(engine, ROOM, 1);
            take(engine, UNBORN, 1);
            assertEquals(0, StoreCommands.run("backup", file(), List.of(backup)));
            take(engine, UNBORN, 2);
        }
        assertWhole(backup);
        assertEquals(0, StoreCommands.run("restore", file(), List.of(backup)));
        try (SqliteEngine engine = open()) {
            assertTaken(engine, ROOM, 1);
            assertTaken(engine, UNBORN, 1);
            assertEquals(Optional.empty(), recalled(engine, UNBORN, 2));
            assertEquals(LogExtent.UNBORN, extent(engine, UNBORN));
        }
    }

    @Test
    @DisplayName("is in a backup of the first version too, which is checked and restored as it is")
    void restoredFirstVersion() throws Exception {
        Path backup = folder.resolve("backup.db");
        Position one;
        try (SqliteEngine engine = open()) {
            one = say(engine, ROOM, "one");
        }
        becomeVersion(1);
        assertEquals(0, StoreCommands.run("backup", file(), List.of(backup)));
        assertEquals(0, StoreCommands.run("restore", file(), List.of(backup)));
        try (SqliteEngine engine = open()) {
            assertEquals(new Receipt.Repeated(one), published(engine, ROOM, "one"));
            take(engine, ROOM, 1);
            assertTaken(engine, ROOM, 1);
        }
    }
}
