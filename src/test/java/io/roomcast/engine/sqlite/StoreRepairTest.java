package io.roomcast.engine.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.engine.sqlite.file.StoreFiles;
import io.roomcast.engine.sqlite.maintenance.StoreCommands;
import io.roomcast.kit.Asked;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("a store that is repaired")
class StoreRepairTest extends OnDisk {
    @Test
    @DisplayName("says in the log which rooms lost how many events from where, and where the damaged files are")
    void logged() throws IOException {
        try (SqliteEngine engine = open()) {
            sayMany(engine, "quiet", 3, 10);
            sayMany(engine, "loud", 300, 1000);
        }
        cut(file(), Files.size(file()) - 20 * PAGE);
        List<String> lines = new ArrayList<>();
        Handler handler = LogLines.of(StoreRepair.class, lines);
        try (SqliteEngine engine = open()) {
            long head = extent(engine, "loud").head();
            assertTrue(head > 0 && head < 300, "head " + head);
            String all = String.join("\n", lines);
            String line = "the room loud lost " + (300 - head) + " events from offset " + (head + 1) + " on";
            assertTrue(all.contains(line), line + " in " + all);
            assertTrue(all.contains("cut off at the end"), all);
            assertTrue(all.contains("roomcast.db.damaged-"), all);
            assertFalse(all.contains("quiet"), all);
            assertEquals(3, extent(engine, "quiet").head());
        } finally {
            Logger.getLogger(StoreRepair.class.getName()).removeHandler(handler);
        }
    }

    @Test
    @DisplayName("says nothing of a room that was removed and whose rows were still being let go of")
    void removed() throws Exception {
        settings.events = 10_000;
        try (SqliteEngine engine = open()) {
            sayMany(engine, "gone", 3000, 10);
            say(engine, "quiet", "one");
            new Asked(engine).remove("gone");
        }
        noteDamage();
        List<String> lines = new ArrayList<>();
        Handler handler = LogLines.of(StoreRepair.class, lines);
        try (SqliteEngine engine = open()) {
            assertEquals(1, extent(engine, "quiet").head());
            String kept = "kept 1 rooms with 1 events; events were lost in 0 of them";
            assertTrue(lines.contains(kept), String.join("\n", lines));
        } finally {
            Logger.getLogger(StoreRepair.class.getName()).removeHandler(handler);
        }
    }

    @Test
    @DisplayName("that lost its front keeps the longer end, and who stands before it is told from where")
    void front() throws IOException {
        try (SqliteEngine engine = open()) {
            sayMany(engine, "a", 300, 900);
        }
        String bytes = Files.readString(file(), StandardCharsets.ISO_8859_1);
        overwrite(bytes.indexOf("1-20x") / PAGE + 1, new byte[PAGE]);
        try (SqliteEngine engine = open()) {
            assertThrows(CompletionException.class, () -> said(engine, "a"));
            assertNotEquals("", new Asked(engine).trouble().orElse(""));
        }
        try (SqliteEngine engine = open()) {
            assertTrue(extent(engine, "a").oldest() > 1);
            assertEquals(300, extent(engine, "a").head());
            assertEquals(301 - extent(engine, "a").oldest(), said(engine, "a").size());
        }
    }

    @Test
    @DisplayName("that lost an acknowledged event takes it again when it is repeated")
    void repeated() throws Exception {
        try (SqliteEngine engine = open()) {
            say(engine, "a", "one");
            say(engine, "a", "last");
        }
        repairAfter("UPDATE events SET data = x'00' WHERE number = 2");
        try (SqliteEngine engine = open()) {
            assertEquals(1, extent(engine, "a").head());
            assertEquals(2, say(engine, "a", "last").offset());
        }
    }

    @Test
    @DisplayName("that lost its end with the beginning of its epoch knows nothing of that epoch")
    void lostEpoch() throws Exception {
        try (SqliteEngine engine = open()) {
            say(engine, "a", "one", "two");
        }
        repairAfter("");
        Position lost;
        try (SqliteEngine engine = open()) {
            lost = say(engine, "a", "three");
        }
        repairAfter("UPDATE events SET data = x'00' WHERE number > 1");
        try (SqliteEngine engine = open()) {
            assertEquals(Set.of(1L), said(engine, "a").keySet());
            assertFalse(extent(engine, "a").toString().contains(lost.epoch()));
        }
        assertEquals(0, StoreCommands.run("check", file(), List.of()));
    }

    @Test
    @DisplayName("that lost its end tells nobody of lost private events behind it")
    void lostPrivates() throws Exception {
        settings.privateEvents = 0;
        try (SqliteEngine engine = open()) {
            new Asked(engine).seat("a", BOB);
            say(engine, "a", "one", "two");
            assertInstanceOf(Receipt.Appended.class, whispered(engine, "a", BOB));
        }
        repairAfter("UPDATE events SET data = x'00' WHERE number = 2");
        try (SqliteEngine engine = open()) {
            assertEquals(Set.of(1L), said(engine, "a").keySet());
            assertEquals(
                    Map.of(ANN.id(), 1L, BOB.id(), 1L),
                    new Asked(engine).read("a", 0, 10, 1000).lost());
        }
        assertWhole(file());
    }

    @Test
    @DisplayName("keeps the longest run where longer holes are on both sides, and a private event is gone from within")
    void betweenHoles() throws Exception {
        settings.events = 10_000;
        settings.privateEvents = 0;
        try (SqliteEngine engine = open()) {
            new Asked(engine).seat("a", BOB);
            sayMany(engine, "a", 1000, 10);
            assertInstanceOf(Receipt.Appended.class, whispered(engine, "a", BOB));
            sayMany(engine, "a", 1000, 10);
        }
        repairAfter("UPDATE events SET data = x'00' WHERE number NOT BETWEEN 901 AND 1100");
        try (SqliteEngine engine = open()) {
            assertEquals(901, extent(engine, "a").oldest());
            assertEquals(1100, extent(engine, "a").head());
            assertEquals(199, said(engine, "a").size());
        }
        assertWhole(file());
    }

    @Test
    @DisplayName("that lost its front begins where its events do, though ids from before are known")
    void idsBeforeTheFront() throws Exception {
        try (SqliteEngine engine = open()) {
            say(engine, "a", "one");
            for (int number = 2; number <= 9; number++) {
                Draft draft = new Draft("a", ANN, "", List.of(Content.of("message", "1")));
                new Asked(engine).append(List.of(draft));
            }
        }
        repairAfter("UPDATE events SET data = x'00' WHERE number = 3");
        try (SqliteEngine engine = open()) {
            assertEquals(4, extent(engine, "a").oldest());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "8; UPDATE events SET data = x'00' WHERE number = 6; 1; 5",
                "7; UPDATE events SET data = x'00' WHERE number < 6; 6; 7",
                "35; UPDATE events SET data = x'00' WHERE number < 9 OR number IN (18, 30); 19; 29",
                "8; DELETE FROM events WHERE number = 3; 4; 8"
            })
    @DisplayName("keeps the longest whole run of each room")
    void longestRun(int events, String mistake, long first, long last) throws Exception {
        try (SqliteEngine engine = open()) {
            sayMany(engine, "a", events, 10);
        }
        repairAfter(mistake);
        try (SqliteEngine engine = open()) {
            assertEquals(
                    LongStream.rangeClosed(first, last).boxed().toList(),
                    List.copyOf(said(engine, "a").keySet()));
            assertEquals(first, extent(engine, "a").oldest());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "type, 6d0000",
        "type, 6dff",
        "data, 220022",
        "data, 221f22",
        "data, 22ff22",
        "data, 22c3",
        "recipients, 626f07"
    })
    @DisplayName("keeps no event whose text is none")
    void noText(String column, String bytes) throws Exception {
        try (SqliteEngine engine = open()) {
            sayMany(engine, "a", 5, 10);
        }
        repairAfter("UPDATE events SET " + column + " = CAST(x'" + bytes + "' AS TEXT) WHERE number = 2");
        try (SqliteEngine engine = open()) {
            assertEquals(Set.of(3L, 4L, 5L), said(engine, "a").keySet());
        }
    }

    @Test
    @DisplayName("and lost nothing is as it was, but for its epochs")
    void lostNothing() throws Exception {
        settings.privateEvents = 0;
        byte[] seal;
        Position last;
        try (SqliteEngine engine = open()) {
            seal = seal(engine);
            new Asked(engine).seat("a", BOB);
            assertInstanceOf(Receipt.Appended.class, whispered(engine, "a", BOB));
            last = say(engine, "a", "last");
        }
        repairAfter("");
        try (SqliteEngine engine = open()) {
            assertArrayEquals(seal, seal(engine));
            assertEquals(List.of(BOB), new Asked(engine).here("a"));
            assertEquals(
                    Map.of(ANN.id(), 1L, BOB.id(), 1L),
                    new Asked(engine).read("a", 0, 10, 1000).lost());
            Draft again = new Draft("a", ANN, "id of last", List.of(Content.of("message", "\"last\"")));
            assertEquals(List.of(new Receipt.Repeated(last)), new Asked(engine).append(List.of(again)));
            assertInstanceOf(Receipt.Appended.class, whispered(engine, "a", BOB));
            assertNotEquals(last.epoch(), extent(engine, "a").end().epoch());
        }
    }

    /** Something is done to the tables, and the next start is told that the store is damaged. */
    private void repairAfter(String mistake) throws Exception {
        if (!mistake.isEmpty()) {
            try (StoreConnection connection = new Sqlite(file()).openForWriting()) {
                connection.update(mistake);
                connection.commit();
            }
        }
        Files.writeString(StoreFiles.beside(file(), ".damaged"), "a test\n");
    }
}
