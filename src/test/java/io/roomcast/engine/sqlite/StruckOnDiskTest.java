package io.roomcast.engine.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Asked;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("what was struck, in a store on disk")
class StruckOnDiskTest extends OnDisk {
    private static final String META = "{\"struck\":true}";

    private static void strike(SqliteEngine engine, long offset) {
        assertTrue(new Asked(engine).strike(ROOM, offset, "0", META));
    }

    /** The first event is struck and its id known, and so is the second, which is for one only. */
    private static void assertStruck(SqliteEngine engine, Position one) {
        Content secret = new Content("message", "0", false, List.of(BOB.id()), true, META);
        assertEquals(
                List.of(new Content("message", "0", false, List.of(), true, META), secret),
                List.copyOf(contents(engine, ROOM).values()));
        assertEquals(new Receipt.Repeated(one), published(engine, ROOM, "one"));
    }

    private static Position sayTwo(SqliteEngine engine) {
        new Asked(engine).seat(ROOM, BOB);
        Position one = say(engine, ROOM, "one");
        assertInstanceOf(Receipt.Appended.class, whispered(engine, ROOM, BOB));
        return one;
    }

    @Test
    @DisplayName("is so after a restart")
    void reopened() {
        Position one;
        try (SqliteEngine engine = open()) {
            one = sayTwo(engine);
            strike(engine, 1);
        }
        assertWhole(file());
        try (SqliteEngine engine = open()) {
            strike(engine, 2);
            assertStruck(engine, one);
        }
        assertWhole(file());
        try (SqliteEngine engine = open()) {
            assertStruck(engine, one);
            assertEquals(one.at(2), extent(engine, ROOM).end());
        }
    }

    @Test
    @DisplayName("is so after a kill, once it was answered")
    void killed() throws Exception {
        SqliteEngine killed = open();
        Position one = sayTwo(killed);
        strike(killed, 1);
        strike(killed, 2);
        killed(killed);
        try (SqliteEngine engine = open()) {
            assertStruck(engine, one);
        }
        assertWhole(file());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    @DisplayName("may be of a store that a former version wrote, and is kept when that is repaired")
    void formerVersion(int version) throws Exception {
        Position one;
        try (SqliteEngine engine = open()) {
            one = sayTwo(engine);
        }
        becomeVersion(version);
        try (SqliteEngine engine = open()) {
            strike(engine, 1);
            strike(engine, 2);
        }
        assertWhole(file());
        noteDamage();
        try (SqliteEngine engine = open()) {
            assertStruck(engine, one);
        }
        assertWhole(file());
    }

    @Test
    @DisplayName("may be in the group that was just appended, whoever comes and goes meanwhile")
    void asSoonAsThere() {
        try (SqliteEngine engine = open()) {
            for (int number = 1; number <= 20; number++) {
                var appended = engine.append(
                        List.of(new Draft(ROOM, ANN, "", List.of(Content.of("message", "1")))), Lease.ENDLESS);
                new Asked(engine).seat(ROOM, BOB);
                assertTrue(now(engine.strike(ROOM, number, "0", META)));
                now(appended);
                new Asked(engine).free(ROOM, BOB);
            }
            assertEquals(
                    20,
                    contents(engine, ROOM).values().stream()
                            .filter(content -> content.meta().equals(META))
                            .count());
        }
        assertWhole(file());
    }
}
