package io.roomcast.engine.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Asked;
import io.roomcast.kit.World;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what a store lets go of because it is old")
class ExpiryTest extends OnDisk {
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(ExpiryTest::nothing);

    private static void nothing() {}

    /** An engine in which something happens once, after it was looked for what is old and before that is dropped. */
    private SqliteEngine open(String looksFor) {
        return open(file(), WatchedConnection.by((method, sql) -> {
            if (method.equals("next") && sql.contains(looksFor)) {
                meanwhile.getAndSet(ExpiryTest::nothing).run();
            }
        }));
    }

    private void live(int lives) {
        time.set(World.BEGINNING.plus(settings.idLife.multipliedBy(lives)).plusMillis(lives));
    }

    @Test
    @DisplayName("is no room that is empty and in which something is said at that moment")
    void saidMeanwhile() {
        settings.age = Duration.ofHours(1);
        try (SqliteEngine engine = open("SELECT 1 FROM members WHERE room = ? LIMIT 1")) {
            say(engine, ROOM, "one");
            live(1);
            new Asked(engine).tidy();
            live(2);
            meanwhile.set(() -> {
                new Asked(engine).seat(ROOM, BOB);
                new Asked(engine).append(List.of(new Draft(ROOM, ANN, "", List.of(Content.of("message", "2")))));
            });
            new Asked(engine).tidy();
            assertEquals(Map.of(2L, "2"), said(engine, ROOM));
            assertInstanceOf(Receipt.Appended.class, whispered(engine, ROOM, BOB));
        }
        assertWhole(file());
    }

    @Test
    @DisplayName("is nobody who sits down in an empty room at that moment")
    void seatedMeanwhile() {
        settings.age = Duration.ofHours(1);
        try (SqliteEngine engine = open("SELECT 1 FROM members WHERE room = ? LIMIT 1")) {
            say(engine, ROOM, "one");
            live(1);
            new Asked(engine).tidy();
            live(2);
            meanwhile.set(() -> new Asked(engine).seat(ROOM, BOB));
            new Asked(engine).tidy();
            new Asked(engine).tidy();
            assertInstanceOf(Receipt.Appended.class, whispered(engine, ROOM, BOB));
        }
        assertWhole(file());
    }

    @Test
    @DisplayName("is nobody who left long ago and comes back at that moment")
    void backMeanwhile() {
        try (SqliteEngine engine = open("SELECT member FROM members")) {
            new Asked(engine).seat(ROOM, BOB);
            new Asked(engine).free(ROOM, BOB);
            say(engine, ROOM, "one");
            live(1);
            meanwhile.set(() -> {
                new Asked(engine).seat(ROOM, BOB);
                new Asked(engine).append(List.of(new Draft(ROOM, ANN, "", List.of(Content.of("message", "2")))));
            });
            new Asked(engine).tidy();
            assertInstanceOf(Receipt.Appended.class, whispered(engine, ROOM, BOB));
        }
        assertWhole(file());
    }

    @Test
    @DisplayName("is no id of a session that publishes again at that moment")
    void publishedMeanwhile() {
        Draft news = new Draft(ROOM, ANN, "news", List.of(Content.of("message", "2")));
        try (SqliteEngine engine = open("SELECT session FROM ids")) {
            say(engine, ROOM, "one");
            live(1);
            meanwhile.set(() -> new Asked(engine).append(List.of(news)));
            new Asked(engine).tidy();
            assertInstanceOf(
                    Receipt.Repeated.class,
                    new Asked(engine).append(List.of(news)).get(0));
        }
        assertWhole(file());
    }

    @Test
    @DisplayName("goes a bite at a time, so that nobody waits for all ids of many sessions")
    void bites() throws Exception {
        settings.events = 10_000;
        Transactions transactions = new Transactions();
        try (SqliteEngine engine = open(file(), transactions::around)) {
            List<Draft> drafts = new ArrayList<>();
            IntStream.range(0, 20 * settings.ids)
                    .forEach(number -> drafts.add(new Draft(
                            ROOM,
                            new Member("v-" + number % 20, "visitor"),
                            "c-" + number,
                            List.of(Content.of("message", "1")))));
            new Asked(engine).append(drafts);
            assertEquals(20L * settings.ids, count("ids"));
            live(1);
            new Asked(engine).tidy();
            assertEquals(0, count("ids"));
        }
        assertTrue(transactions.most() < 500 + settings.ids, "rows in one transaction: " + transactions.most());
        assertWhole(file());
    }
}
