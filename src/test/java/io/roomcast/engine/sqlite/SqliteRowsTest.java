package io.roomcast.engine.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.roomcast.kit.Asked;
import io.roomcast.room.log.Receipt;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what a store keeps in its tables")
class SqliteRowsTest extends OnDisk {

    @Test
    @DisplayName("knows the ids after each opening, the newest, as many as the bound says")
    void idsReopened() throws SQLException {
        settings.ids = 3;
        for (int number = 1; number <= 8; number++) {
            try (SqliteEngine engine = open()) {
                say(engine, ROOM, "c-" + number);
            }
        }
        try (SqliteEngine engine = open()) {
            for (int number = 6; number <= 8; number++) {
                assertInstanceOf(Receipt.Repeated.class, published(engine, ROOM, "c-" + number));
            }
            say(engine, ROOM, "c-5");
            assertInstanceOf(Receipt.Repeated.class, published(engine, ROOM, "c-7"));
            say(engine, ROOM, "c-6");
        }
        try (StoreConnection connection = new Sqlite(file()).openForReading()) {
            assertEquals(
                    3,
                    connection
                            .all("SELECT id FROM ids", row -> row.getString(1))
                            .size());
        }
    }

    @Test
    @DisplayName("reads no more private events than go, when there are too many")
    void trimmedPrivates() {
        settings.privateEvents = 10;
        AtomicInteger rows = new AtomicInteger();
        WatchedConnection.Watch privates = (method, sql) -> {
            if (method.equals("next") && sql.contains("recipients IS NOT NULL")) {
                rows.incrementAndGet();
            }
        };
        try (SqliteEngine engine = open(file(), WatchedConnection.by(privates))) {
            new Asked(engine).seat(ROOM, BOB);
            for (int number = 1; number <= 30; number++) {
                assertInstanceOf(Receipt.Appended.class, whispered(engine, ROOM, BOB));
            }
            assertEquals(
                    Map.of(ANN.id(), 20L, BOB.id(), 20L),
                    new Asked(engine).read(ROOM, 0, 100, 1 << 20).lost());
        }
        assertEquals(20, rows.get());
    }

    @Test
    @DisplayName("writes nothing of rooms in which nothing was ever said")
    void nothingOfTheUnborn() throws SQLException {
        try (SqliteEngine engine = open()) {
            new Asked(engine).seat(ROOM, BOB);
            say(engine, ROOM, "c-1");
            new Asked(engine).seat("unborn", ANN);
            new Asked(engine).extent("unborn");
            new Asked(engine).read("unborn", 0, 10, 1000);
            new Asked(engine).tidy();
            // When somebody comes or goes it is found out once that there is no log.
            List<String> before = written();
            new Asked(engine).free("unborn", ANN);
            new Asked(engine).tidy();
            new Asked(engine).rest("unborn");
            new Asked(engine).tidy();
            assertEquals(before, written());
            new Asked(engine).seat("unborn", BOB);
            new Asked(engine).free("unborn", BOB);
            new Asked(engine).rest("unborn");
        }
        assertEquals(List.of(ROOM, BOB.id()), written().subList(1, written().size()));
    }

    @Test
    @DisplayName("of those who left rooms in which nothing was said, in many rooms too, forgets who left longest ago")
    void manyUnborn() {
        int most = 100_000;
        try (SqliteEngine engine = open()) {
            new Asked(engine).seat(ROOM, BOB);
            for (int number = 0; number <= most; number++) {
                new Asked(engine).seat("room-" + number, ANN);
                new Asked(engine).seat("room-" + number, BOB);
                new Asked(engine).free("room-" + number, ANN);
            }
            assertEquals(new Receipt.Stranger(ANN.id()), whispered(engine, "room-0", ANN));
            assertInstanceOf(Receipt.Appended.class, whispered(engine, "room-1", ANN));
            assertInstanceOf(Receipt.Appended.class, whispered(engine, "room-" + most, ANN));
            assertInstanceOf(Receipt.Appended.class, whispered(engine, "room-0", BOB));
            assertInstanceOf(Receipt.Appended.class, whispered(engine, ROOM, BOB));
        }
    }

    @Test
    @DisplayName("asks for a thousand rooms at most in one transaction whether they have a log")
    void askedInBites() {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        WatchedConnection.Watch rooms = (method, sql) -> {
            if (method.equals("executeQuery") && sql.contains("FROM rooms WHERE name")) {
                most.accumulateAndGet(asked.incrementAndGet(), Math::max);
            } else if (method.equals("commit")) {
                asked.set(0);
            }
        };
        try (SqliteEngine engine = open(file(), WatchedConnection.by(rooms))) {
            for (int number = 0; number < 3500; number++) {
                new Asked(engine).seat("room-" + number, BOB);
            }
            new Asked(engine).tidy();
            assertEquals(1000, most.get());
        }
    }

    /** How many commits there were, then all rooms, then all members. */
    private List<String> written() throws SQLException {
        try (StoreConnection connection = new Sqlite(file()).openForReading()) {
            List<String> all = new ArrayList<>(
                    List.of(StoreProperty.COMMITS.text(connection).orElseThrow()));
            all.addAll(connection.all("SELECT name FROM rooms", row -> row.getString(1)));
            all.addAll(connection.all("SELECT member FROM members", row -> row.getString(1)));
            return all;
        }
    }
}
