package io.roomcast.engine.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.roomcast.kit.Asked;
import io.roomcast.kit.World;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what a program took, in a store on disk")
class TakenOnDiskTest extends Taking {
    @Test
    @DisplayName("is answered after a restart as before, in a room with events and in one without")
    void reopened() {
        Position last;
        try (SqliteEngine engine = open()) {
            say(engine, ROOM, "one");
            take(engine, ROOM, 1);
            last = say(engine, ROOM, "two");
            take(engine, UNBORN, 1);
        }
        assertWhole(file());
        try (SqliteEngine engine = open()) {
            assertTaken(engine, ROOM, 1);
            assertTaken(engine, UNBORN, 1);
            assertEquals(last, extent(engine, ROOM).end());
            assertEquals(LogExtent.UNBORN, extent(engine, UNBORN));
            assertEquals(last.at(3), say(engine, ROOM, "three"));
            assertEquals(1, say(engine, UNBORN, "first").offset());
        }
        try (SqliteEngine engine = open()) {
            assertTaken(engine, UNBORN, 1);
            assertEquals(Map.of(1L, "\"first\""), said(engine, UNBORN));
        }
        assertWhole(file());
    }

    @Test
    @DisplayName("is answered after a kill, once it was acknowledged")
    void killed() throws Exception {
        SqliteEngine killed = open();
        take(killed, UNBORN, 1);
        killed(killed);
        try (SqliteEngine engine = open()) {
            assertTaken(engine, UNBORN, 1);
        }
    }

    @Test
    @DisplayName("has a row of its room, and asking makes none, nor what has no id; none is left when it is forgotten")
    void rows() throws SQLException {
        try (SqliteEngine engine = open()) {
            assertEquals(Optional.empty(), recalled(engine, UNBORN, 1));
            appended(engine, new Draft("nobody", ANN, "", List.of()).taken(AnswerData.parse("1")));
            assertEquals(0, count("rooms") + count("ids"));
            take(engine, UNBORN, 1);
            take(engine, "removed", 1);
            assertEquals(List.of(2L, 2L), List.of(count("rooms"), count("ids")));
            new Asked(engine).remove("removed");
            assertEquals(List.of(1L, 1L), List.of(count("rooms"), count("ids")));
            for (int round = 1; round <= 2; round++) {
                time.set(World.BEGINNING
                        .plus(settings.idLife.multipliedBy(round))
                        .plusMillis(1));
                new Asked(engine).tidy();
            }
            assertEquals(0, count("rooms") + count("ids"));
            assertEquals(Optional.empty(), recalled(engine, UNBORN, 1));
        }
    }

    @Test
    @DisplayName("begins an epoch with the room's first event, whatever happened to the store before")
    void bornLater() throws Exception {
        try (SqliteEngine engine = open()) {
            take(engine, UNBORN, 1);
        }
        Path copy = folder.resolve("b/roomcast.db");
        Files.createDirectories(copy.getParent());
        Files.copy(file(), copy);
        try (SqliteEngine engine = open();
                SqliteEngine other = open(copy, UnaryOperator.identity())) {
            assertTaken(other, UNBORN, 1);
            Position here = say(engine, UNBORN, "here");
            Position there = say(other, UNBORN, "there");
            assertEquals(List.of(1L, 1L), List.of(here.offset(), there.offset()));
            assertNotEquals(here.epoch(), there.epoch());
            assertEquals(1, extent(other, UNBORN).epochs().size());
        }
        assertWhole(copy);
    }

    @Test
    @DisplayName("is recalled exactly as it is answered when fewer ids are remembered than before")
    void fewerIds() {
        settings.ids = 8;
        try (SqliteEngine engine = open()) {
            IntStream.rangeClosed(1, 8).forEach(number -> take(engine, ROOM, number));
        }
        settings.ids = 3;
        try (SqliteEngine engine = open()) {
            for (int number : List.of(6, 7, 8)) {
                assertTaken(engine, ROOM, number);
            }
            for (int number : List.of(5, 4, 3, 2, 1)) {
                assertEquals(Optional.empty(), recalled(engine, ROOM, number), "c-" + number);
                Receipt news = new Receipt.Taken(AnswerData.parse("1"));
                assertEquals(news, appended(engine, asked(ROOM, number).taken(AnswerData.parse("1"))));
                assertEquals(Optional.of(news), recalled(engine, ROOM, number));
            }
        }
    }
}
