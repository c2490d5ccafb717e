package io.roomcast.engine.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

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
}
