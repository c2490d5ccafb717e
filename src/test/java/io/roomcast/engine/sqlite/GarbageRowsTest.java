package io.roomcast.engine.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.engine.sqlite.maintenance.StoreCommands;
import io.roomcast.kit.Asked;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("repair of a store with garbage in its rows")
class GarbageRowsTest extends OnDisk {
    @Test
    @DisplayName("ends, although offsets are garbage at the highest number and no event can be read")
    void hugeHead() throws Exception {
        try (SqliteEngine engine = open()) {
            say(engine, "a", "one", "two");
            say(engine, "b", "one");
        }
        change(
                "UPDATE events SET number = 9223372036854775807, data = x'00' WHERE number = 2",
                "UPDATE events SET data = x'00' WHERE room = (SELECT id FROM rooms WHERE name = 'a')",
                "UPDATE rooms SET head = 9223372036854775807 WHERE name = 'a'");
        noteDamage();
        try (SqliteEngine engine = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> open())) {
            assertEquals(Set.of(), said(engine, "a").keySet());
            assertEquals(Set.of(1L), said(engine, "b").keySet());
            assertEquals(1, say(engine, "a", "next").offset());
        }
        assertWhole(file());
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "generation", "run", "commits"})
    @DisplayName("counts a property that is no number as damage, and starts to count again")
    void property(String name) throws Exception {
        Position before;
        try (SqliteEngine engine = open()) {
            before = say(engine, "a", "one");
        }
        change("INSERT OR REPLACE INTO store (name, value) VALUES ('" + name + "', 'garbage')");
        assertEquals(1, StoreCommands.run("check", file(), List.of()));
        try (SqliteEngine engine = open()) {
            assertEquals(Set.of(1L), said(engine, "a").keySet());
            assertNotEquals(before.epoch(), say(engine, "a", "next").epoch());
        }
        assertEquals(1, beside(".damaged-").size());
        assertWhole(file());
    }

    @Test
    @DisplayName("says which room lost everything but its name, and counts it")
    void onlyTheName() throws Exception {
        try (SqliteEngine engine = open()) {
            say(engine, "a", "one");
            say(engine, "b", "one");
        }
        change(
                "UPDATE rooms SET epochs = 'garbage' WHERE name = 'a'",
                "UPDATE events SET data = x'00' WHERE room = (SELECT id FROM rooms WHERE name = 'a')");
        List<String> lines = repaired();
        assertTrue(lines.contains("the room a lost everything but its name"), lines.toString());
        assertTrue(lines.contains("kept 2 rooms with 1 events; events were lost in 1 of them"), lines.toString());
    }

    @Test
    @DisplayName("names the first hundred rooms that lost events, and says how many more did")
    void manyRooms() throws Exception {
        try (SqliteEngine engine = open()) {
            List<Draft> drafts = IntStream.rangeClosed(1, 103)
                    .mapToObj(number -> new Draft("room-" + number, ANN, "", List.of(Content.of("message", "1"))))
                    .toList();
            new Asked(engine).append(drafts);
        }
        change("UPDATE events SET data = x'00'");
        List<String> lines = repaired();
        assertEquals(
                100,
                lines.stream().filter(line -> line.contains(" lost 1 events")).count());
        assertTrue(lines.contains("3 more rooms lost events"), lines.toString());
        assertTrue(lines.contains("kept 103 rooms with 0 events; events were lost in 103 of them"), lines.toString());
    }

    /** Returns what the repair logs. */
    private List<String> repaired() throws Exception {
        noteDamage();
        List<String> lines = new ArrayList<>();
        Handler handler = LogLines.of(StoreRepair.class, lines);
        try {
            open().close();
        } finally {
            Logger.getLogger(StoreRepair.class.getName()).removeHandler(handler);
        }
        return lines;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "\0", "\t"})
    @DisplayName("keeps an event whose type has a control character")
    void controlCharacters(String type) throws Exception {
        try (SqliteEngine engine = open()) {
            say(engine, "a", "one");
            new Asked(engine).append(List.of(new Draft("a", ANN, "", List.of(Content.of(type, "1")))));
            say(engine, "a", "three");
        }
        noteDamage();
        try (SqliteEngine engine = open()) {
            assertEquals(1, extent(engine, "a").oldest());
            assertEquals(3, extent(engine, "a").head());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rooms SET epochs = 'garbage'",
                "rooms SET epochs = 'e:x'",
                "rooms SET epochs = 'e:0 '",
                "events SET meta = printf('%.1025c', 'x')"
            })
    @DisplayName("is due once a row that makes no sense was read")
    void noSense(String change) throws Exception {
        try (SqliteEngine engine = open()) {
            say(engine, "a", "one");
        }
        change("UPDATE " + change);
        try (SqliteEngine engine = open()) {
            assertThrows(CompletionException.class, () -> new Asked(engine).read("a", 0, 10, 1 << 20));
            assertTrue(new Asked(engine).trouble().isPresent());
        }
        try (SqliteEngine engine = open()) {
            say(engine, "a", "next");
        }
        assertEquals(1, beside(".damaged-").size());
        assertWhole(file());
    }

    @ParameterizedTest
    @ValueSource(strings = {"head = 9223372036854775807", "oldest = 0", "epochs = 'a:1 b:0'", "epochs = 'a:0 a:1'"})
    @DisplayName("keeps every event of a room whose offsets or epochs cannot be, and goes on behind them")
    void impossibleExtent(String change) throws Exception {
        try (SqliteEngine engine = open()) {
            say(engine, "a", "one", "two");
        }
        change("UPDATE rooms SET " + change);
        noteDamage();
        try (SqliteEngine engine = open()) {
            assertEquals(Set.of(1L, 2L), said(engine, "a").keySet());
            assertEquals(3, say(engine, "a", "next").offset());
        }
        assertWhole(file());
    }
}
