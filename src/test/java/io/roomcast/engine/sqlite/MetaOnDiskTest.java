package io.roomcast.engine.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.engine.sqlite.maintenance.StoreCommands;
import io.roomcast.kit.Asked;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("the meta of events, in a store on disk")
class MetaOnDiskTest extends OnDisk {
    /** Too long for one page beside others. */
    private static final String META = "{\"a\":\"" + "é".repeat(900) + "\"}";

    private static Position sayNoted(SqliteEngine engine, String data, String meta) {
        Content content = new Content("message", data, false, List.of(), true, meta);
        Receipt receipt = new Asked(engine)
                .append(List.of(new Draft(ROOM, ANN, "", List.of(content))))
                .get(0);
        return ((Receipt.Appended) receipt).position();
    }

    private static List<String> metas(SqliteEngine engine) {
        return contents(engine, ROOM).values().stream().map(Content::meta).toList();
    }

    /** A store of a former version, in which one event is. */
    private Position former(int version) throws Exception {
        Position one;
        try (SqliteEngine engine = open()) {
            one = say(engine, ROOM, "one");
        }
        becomeVersion(version);
        return one;
    }

    /** The event is known, and what comes now has its meta. */
    private void assertGoesOn(Position one) {
        try (SqliteEngine engine = open()) {
            assertEquals(new Receipt.Repeated(one), published(engine, ROOM, "one"));
            assertEquals("\"one\"", said(engine, ROOM).get(1L));
            sayNoted(engine, "2", META);
            assertEquals(List.of("", META), metas(engine));
        }
        assertWhole(file());
        try (SqliteEngine engine = open()) {
            assertEquals(List.of("", META), metas(engine));
        }
    }

    @Test
    @DisplayName("is there after a restart and after a kill, and the store is whole")
    void reopened() throws Exception {
        try (SqliteEngine engine = open()) {
            say(engine, ROOM, "one");
            sayNoted(engine, "2", META);
        }
        assertWhole(file());
        SqliteEngine killed = open();
        sayNoted(killed, "3", "{}");
        killed(killed);
        try (SqliteEngine engine = open()) {
            assertEquals(List.of("", META, "{}"), metas(engine));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    @DisplayName("fits into a store of a former version, which is checked as it is and then brought up to date")
    void formerVersion(int version) throws Exception {
        Position one = former(version);
        assertWhole(file());
        assertWhole(file());
        assertGoesOn(one);
        try (SqliteEngine engine = open()) {
            assertEquals(one.at(2), extent(engine, ROOM).end(), "it goes on in its epoch");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    @DisplayName("fits into a backup of a former version, which is restored as it is")
    void formerBackup(int version) throws Exception {
        Position one = former(version);
        Path backup = folder.resolve("backup.db");
        assertEquals(0, StoreCommands.run("backup", file(), List.of(backup)));
        assertWhole(backup);
        assertEquals(0, StoreCommands.run("restore", file(), List.of(backup)));
        assertGoesOn(one);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    @DisplayName("fits into a damaged store of a former version, of which all events are kept")
    void formerMadeWhole(int version) throws Exception {
        Position one = former(version);
        noteDamage();
        assertGoesOn(one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7b00007d", "22ff22"})
    @DisplayName("is kept when a damaged store is repaired; an event is lost whose meta is no text any more")
    void madeWhole(String bytes) throws Exception {
        try (SqliteEngine engine = open()) {
            IntStream.rangeClosed(1, 5).forEach(number -> sayNoted(engine, String.valueOf(number), META));
        }
        change("UPDATE events SET meta = CAST(x'" + bytes + "' AS TEXT) WHERE number = 2");
        noteDamage();
        try (SqliteEngine engine = open()) {
            assertEquals(List.of(META, META, META), metas(engine));
            assertEquals(3, extent(engine, ROOM).oldest());
        }
        assertWhole(file());
    }

    @Test
    @DisplayName("is in a backup, and there after it was restored")
    void restored() {
        Path backup = folder.resolve("backup.db");
        try (SqliteEngine engine = open()) {
            sayNoted(engine, "1", META);
            assertEquals(0, StoreCommands.run("backup", file(), List.of(backup)));
        }
        assertWhole(backup);
        assertEquals(0, StoreCommands.run("restore", file(), List.of(backup)));
        try (SqliteEngine engine = open()) {
            assertEquals(List.of(META), metas(engine));
        }
    }
}
