package io.roomcast.engine.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.roomcast.engine.sqlite.maintenance.StoreCommands;
import io.roomcast.room.log.Position;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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
}
