package io.roomcast.engine.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.HandTime;
import io.roomcast.kit.Settings;
import io.roomcast.kit.World;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a store on disk")
class SqliteStoreTest {
    private static final String ROOM = "lobby";
    private static final Member ANN = new Member("ann-id", "ann");
    private static final Member BOB = new Member("bob-id", "bob");

    private final HandTime time = new HandTime(World.BEGINNING);
    private final Settings settings = new Settings();
    private int lives;

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("a/roomcast.db");
    }

    private JdbcEngine open() {
        return open(file());
    }

    private JdbcEngine open(Path file) {
        try {
            return new JdbcEngine(Store.open(file, settings.retention(), time, new Random(++lives), Thread::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static Position say(JdbcEngine engine, String id) {
        return assertInstanceOf(Receipt.Appended.class, published(engine, id)).position();
    }

    private static Receipt published(JdbcEngine engine, String id) {
        Content content = Content.of("message", '"' + id + '"');
        return now(engine.append(List.of(new Draft(ROOM, ANN, id, List.of(content)))))
                .get(0);
    }

    private static List<String> said(JdbcEngine engine) {
        return now(engine.read(ROOM, 0, 1000, 1 << 20)).events().stream()
                .map(Event::content)
                .map(Content::data)
                .toList();
    }

    private static Span span(JdbcEngine engine) {
        return now(engine.open(ROOM));
    }

    @Test
    @DisplayName("is the same after it was closed and opened: events, epoch, ids, and the key of tokens")
    void reopened() {
        byte[] key;
        Position first;
        try (JdbcEngine engine = open()) {
            key = engine.key();
            first = say(engine, "c-1");
            say(engine, "c-2");
        }
        try (JdbcEngine engine = open()) {
            assertArrayEquals(key, engine.key());
            assertEquals(List.of("\"c-1\"", "\"c-2\""), said(engine));
            assertEquals(new Receipt.Repeated(first), published(engine, "c-1"));
            assertEquals(new Position(first.epoch(), 3), say(engine, "c-3"));
        }
    }

    @Test
    @DisplayName("belongs to one server at a time; the other is told so in a sentence")
    void onlyOne() {
        try (JdbcEngine engine = open()) {
            say(engine, "c-1");
            String sentence = assertThrows(UncheckedIOException.class, this::open)
                    .getCause()
                    .getMessage();
            assertTrue(sentence.startsWith("another Roomcast uses the store " + file()), sentence);
            say(engine, "c-2");
        }
        open().close();
    }

    @Test
    @DisplayName("goes on in another epoch than its copy, from where they parted")
    void copied() throws IOException {
        Path copy = folder.resolve("b/roomcast.db");
        try (JdbcEngine engine = open()) {
            say(engine, "c-1");
            say(engine, "c-2");
        }
        Files.createDirectories(copy.getParent());
        Files.copy(file(), copy);
        try (JdbcEngine original = open();
                JdbcEngine other = open(copy)) {
            Position here = say(original, "c-3");
            Position there = say(other, "other");
            assertEquals(here.offset(), there.offset());
            assertNotEquals(here.epoch(), there.epoch());
            assertFalse(span(other).holds(here));
            assertTrue(span(other).holds(new Position(here.epoch(), 2)));
        }
    }

    @Test
    @DisplayName("that was moved goes on in its epoch")
    void moved() throws IOException {
        Position first;
        try (JdbcEngine engine = open()) {
            first = say(engine, "c-1");
        }
        Files.move(folder.resolve("a"), folder.resolve("b"));
        try (JdbcEngine engine = open(folder.resolve("b/roomcast.db"))) {
            assertEquals(first.epoch(), say(engine, "c-2").epoch());
        }
    }

    @Test
    @DisplayName("whose end is lost keeps all before it, and who had seen more is told by another epoch")
    void lostEnd() throws IOException {
        Path before = folder.resolve("before.db");
        try (JdbcEngine engine = open()) {
            say(engine, "c-1");
            say(engine, "c-2");
        }
        Files.copy(file(), before);
        Position lost;
        try (JdbcEngine engine = open()) {
            lost = say(engine, "c-3");
        }
        Files.move(before, file(), StandardCopyOption.REPLACE_EXISTING);
        try (JdbcEngine engine = open()) {
            assertEquals(List.of("\"c-1\"", "\"c-2\""), said(engine));
            assertFalse(span(engine).holds(lost));
            Position other = say(engine, "other");
            assertEquals(lost.offset(), other.offset());
            assertNotEquals(lost.epoch(), other.epoch());
            assertFalse(span(engine).holds(lost));
            assertEquals(other.epoch(), say(engine, "more").epoch());
        }
    }

    @Test
    @DisplayName("remembers who was seated when the former run ended, and who had left")
    void former() {
        try (JdbcEngine engine = open()) {
            engine.seat(ROOM, ANN);
            engine.seat(ROOM, BOB);
            say(engine, "c-1");
            engine.free(ROOM, BOB);
            assertEquals(List.of(), now(engine.former(ROOM)));
        }
        try (JdbcEngine engine = open()) {
            assertEquals(List.of(ANN), now(engine.former(ROOM)));
            engine.free(ROOM, ANN);
            now(engine.tidy());
            assertEquals(List.of(), now(engine.former(ROOM)));
        }
        try (JdbcEngine engine = open()) {
            assertEquals(List.of(), now(engine.former(ROOM)));
            Content secret = new Content("message", "1", false, List.of(BOB.id()), true);
            Draft draft = new Draft(ROOM, ANN, "c-2", List.of(secret));
            assertInstanceOf(
                    Receipt.Appended.class, now(engine.append(List.of(draft))).get(0));
        }
    }

    @Test
    @DisplayName("writes nothing of rooms in which nothing was ever said")
    void nothingOfTheUnborn() throws IOException {
        try (JdbcEngine engine = open()) {
            say(engine, "c-1");
            now(engine.tidy());
            long before = Files.size(folder.resolve("a/roomcast.db-wal"));
            for (int number = 0; number < 100; number++) {
                engine.seat("room-" + number, ANN);
                now(engine.open("room-" + number));
                now(engine.read("room-" + number, 0, 10, 1000));
                now(engine.tidy());
                engine.free("room-" + number, ANN);
                engine.rest("room-" + number);
            }
            // Each time somebody comes or goes it is found out once that there is no log.
            assertTrue(Files.size(folder.resolve("a/roomcast.db-wal")) < before + 2_000_000);
        }
    }

    @Test
    @DisplayName("of a newer Roomcast is refused with a sentence")
    void newer() throws Exception {
        open().close();
        try (Link link = new Sqlite(file()).writing()) {
            Facts.VERSION.set(link, 99);
            link.commit();
        }
        String sentence =
                assertThrows(UncheckedIOException.class, this::open).getCause().getMessage();
        assertTrue(sentence.contains("written by a newer Roomcast"), sentence);
    }

    @Test
    @DisplayName("whose file is none is refused with a sentence, and nothing is done to it")
    void damaged() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "this is not a store ".repeat(1000));
        String sentence =
                assertThrows(UncheckedIOException.class, this::open).getCause().getMessage();
        assertTrue(sentence.contains("damaged") && sentence.contains(file().toString()), sentence);
        assertTrue(Files.readString(file()).startsWith("this is not a store"));
    }
}
