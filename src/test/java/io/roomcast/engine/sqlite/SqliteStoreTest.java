package io.roomcast.engine.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Asked;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a store on disk")
class SqliteStoreTest extends OnDisk {
    /** Says so each time it is tried: what was refused is not kept from the next. */
    private String refusal() {
        String first =
                assertThrows(UncheckedIOException.class, this::open).getCause().getMessage();
        String second =
                assertThrows(UncheckedIOException.class, this::open).getCause().getMessage();
        assertEquals(first, second);
        return first;
    }

    private static Stream<Event> page(SqliteEngine engine, long after) {
        return new Asked(engine).read(ROOM, after, 1000, 1 << 20).events().stream();
    }

    @Test
    @DisplayName("is the same after it was closed and opened: events, epoch, ids, and the key of tokens")
    void reopened() {
        byte[] seal;
        Position first;
        try (SqliteEngine engine = open()) {
            seal = seal(engine);
            first = say(engine, ROOM, "c-1");
            say(engine, ROOM, "c-2");
        }
        try (SqliteEngine engine = open()) {
            assertArrayEquals(seal, seal(engine));
            assertEquals(Map.of(1L, "\"c-1\"", 2L, "\"c-2\""), said(engine, ROOM));
            assertEquals(new Receipt.Repeated(first), published(engine, ROOM, "c-1"));
            assertEquals(new Position(first.epoch(), 3), say(engine, ROOM, "c-3"));
        }
    }

    @Test
    @DisplayName("belongs to one server at a time; the other is told so in a sentence")
    void onlyOne() {
        try (SqliteEngine engine = open()) {
            say(engine, ROOM, "c-1");
            String sentence = refusal();
            assertTrue(sentence.startsWith("another Roomcast uses the store " + file()), sentence);
            say(engine, ROOM, "c-2");
        }
        open().close();
    }

    @Test
    @DisplayName("goes on in another epoch than its copy, from where they parted")
    void copied() throws IOException {
        Path copy = folder.resolve("b/roomcast.db");
        try (SqliteEngine engine = open()) {
            say(engine, ROOM, "c-1");
            say(engine, ROOM, "c-2");
        }
        Files.createDirectories(copy.getParent());
        Files.copy(file(), copy);
        try (SqliteEngine original = open();
                SqliteEngine other = open(copy, UnaryOperator.identity())) {
            Position here = say(original, ROOM, "c-3");
            Position there = say(other, ROOM, "other");
            assertEquals(here.offset(), there.offset());
            assertNotEquals(here.epoch(), there.epoch());
            assertFalse(extent(other, ROOM).holds(here));
            assertTrue(extent(other, ROOM).holds(new Position(here.epoch(), 2)));
            assertEquals(new Receipt.Repeated(new Position(here.epoch(), 1)), published(other, ROOM, "c-1"));
            assertEquals(
                    List.of("\"c-1\"", "\"c-2\""),
                    page(other, 0).map(event -> event.content().data()).toList(),
                    "a page ends with its epoch");
            assertEquals(List.of(there), page(other, 2).map(Event::position).toList());
        }
    }

    @Test
    @DisplayName("that was moved goes on in its epoch")
    void moved() throws IOException {
        Position first;
        try (SqliteEngine engine = open()) {
            first = say(engine, ROOM, "c-1");
        }
        Files.move(folder.resolve("a"), folder.resolve("b"));
        try (SqliteEngine engine = open(folder.resolve("b/roomcast.db"), UnaryOperator.identity())) {
            assertEquals(first.epoch(), say(engine, ROOM, "c-2").epoch());
        }
    }

    @Test
    @DisplayName("whose end is lost keeps all before it, and who had seen more is told by another epoch")
    void lostEnd() throws IOException {
        Path before = folder.resolve("before.db");
        try (SqliteEngine engine = open()) {
            say(engine, ROOM, "c-1");
            say(engine, ROOM, "c-2");
        }
        Files.copy(file(), before);
        Position lost;
        try (SqliteEngine engine = open()) {
            lost = say(engine, ROOM, "c-3");
        }
        Files.move(before, file(), StandardCopyOption.REPLACE_EXISTING);
        try (SqliteEngine engine = open()) {
            assertEquals(Map.of(1L, "\"c-1\"", 2L, "\"c-2\""), said(engine, ROOM));
            assertFalse(extent(engine, ROOM).holds(lost));
            Position other = say(engine, ROOM, "other");
            assertEquals(lost.offset(), other.offset());
            assertNotEquals(lost.epoch(), other.epoch());
            assertFalse(extent(engine, ROOM).holds(lost));
            assertEquals(other.epoch(), say(engine, ROOM, "more").epoch());
        }
    }

    @Test
    @DisplayName("remembers who was seated when the former run ended, and who had left")
    void former() {
        try (SqliteEngine engine = open()) {
            new Asked(engine).seat(ROOM, ANN);
            new Asked(engine).seat(ROOM, BOB);
            say(engine, ROOM, "c-1");
            new Asked(engine).free(ROOM, BOB);
            new Asked(engine).rest(ROOM);
            assertEquals(List.of(ANN), new Asked(engine).here(ROOM));
        }
        try (SqliteEngine engine = open()) {
            assertEquals(List.of(ANN), new Asked(engine).here(ROOM));
            assertTrue(new Asked(engine).knows(ROOM, ANN));
            new Asked(engine).free(ROOM, ANN);
            new Asked(engine).tidy();
            assertEquals(List.of(), new Asked(engine).here(ROOM));
        }
        try (SqliteEngine engine = open()) {
            assertEquals(List.of(), new Asked(engine).here(ROOM));
            assertInstanceOf(Receipt.Appended.class, whispered(engine, ROOM, BOB));
        }
    }

    @Test
    @DisplayName("of a newer Roomcast is refused with a sentence")
    void newer() throws Exception {
        open().close();
        try (StoreConnection connection = new Sqlite(file()).openForWriting()) {
            StoreProperty.VERSION.set(connection, 99);
            connection.commit();
        }
        String sentence = refusal();
        assertTrue(sentence.contains("written by a newer Roomcast"), sentence);
    }

    @Test
    @DisplayName("whose file is none is refused with a sentence, and nothing is done to it")
    void damaged() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "this is not a store ".repeat(1000));
        String sentence = refusal();
        assertTrue(sentence.contains("damaged") && sentence.contains(file().toString()), sentence);
        assertTrue(Files.readString(file()).startsWith("this is not a store"));
    }
}
