package io.roomcast.engine.sqlite.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.engine.sqlite.OnDisk;
import io.roomcast.engine.sqlite.SqliteEngine;
import io.roomcast.engine.sqlite.maintenance.StoreCommands;
import io.roomcast.kit.Asked;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a store of an older version")
class OlderStoreTest extends OnDisk {
    private static final List<String> TEXTS = List.of("plain", "你好", "😀 and 😀", "naïve", "\ud83d", "\ude00x");

    /** Sizes were in UTF-16 units. */
    private void makeOld() throws Exception {
        becomeVersion(4);
        change("UPDATE rooms SET bytes = 7 * events, private_bytes = 5 * privates");
    }

    private void sayAll(SqliteEngine engine) {
        new Asked(engine).seat(ROOM, ANN);
        new Asked(engine).seat(ROOM, BOB);
        for (String text : TEXTS) {
            for (List<String> to : List.of(List.<String>of(), List.of(BOB.id()), List.of(ANN.id(), BOB.id()))) {
                Content content = new Content("message", '"' + text + '"', false, to, true, "{\"m\":\"" + text + "\"}");
                new Asked(engine).append(List.of(new Draft(ROOM, ANN, "", List.of(content))));
            }
        }
    }

    private Path kept(String end) {
        return StoreFiles.beside(file(), ".before-4" + end);
    }

    @Test
    @DisplayName("has its sizes counted in bytes of UTF-8, as new events are")
    void recounted() throws Exception {
        try (SqliteEngine engine = open()) {
            sayAll(engine);
            say(engine, "other", "one");
        }
        assertWhole(file());
        makeOld();
        open().close();
        assertWhole(file());
    }

    @Test
    @DisplayName("passes the check and can be restored as it is")
    void checked() throws Exception {
        try (SqliteEngine engine = open()) {
            sayAll(engine);
        }
        makeOld();
        assertWhole(file());
        Path backup = folder.resolve("backup.db");
        assertEquals(0, StoreCommands.run("backup", file(), List.of(backup)));
        assertEquals(0, StoreCommands.run("restore", file(), List.of(backup)));
    }

    @Test
    @DisplayName("is copied first, for its owner alone, and the copy can be restored")
    void copied() throws Exception {
        try (SqliteEngine engine = open()) {
            say(engine, ROOM, "one");
        }
        assertEquals(List.of(), beside(".before"), "a new store is no older one");
        becomeVersion(4);
        try (SqliteEngine engine = open()) {
            say(engine, ROOM, "two");
        }
        open().close();
        assertEquals(List.of("roomcast.db.before-4"), beside(".before"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept(""))));
        assertWhole(kept(""));
        assertEquals(0, StoreCommands.run("restore", file(), List.of(kept(""))));
        try (SqliteEngine engine = open()) {
            assertEquals(Map.of(1L, "\"one\""), said(engine, ROOM));
        }
    }

    @Test
    @DisplayName("is copied again if it has changed since, and no copy is overwritten")
    void changedSince() throws Exception {
        open().close();
        becomeVersion(4);
        Files.writeString(kept(""), "another file");
        open().close();
        assertEquals(List.of("roomcast.db.before-4", "roomcast.db.before-4-2"), beside(".before"));
        assertEquals("another file", Files.readString(kept("")));
        assertWhole(kept("-2"));
    }

    @Test
    @DisplayName("is not copied twice if the start came no further")
    void copiedOnce() throws Exception {
        try (SqliteEngine engine = open()) {
            say(engine, ROOM, "one");
        }
        becomeVersion(4);
        Path before = folder.resolve("before.db");
        Files.copy(file(), before);
        open().close();
        Files.delete(file());
        Files.move(before, file());
        open().close();
        assertEquals(List.of("roomcast.db.before-4"), beside(".before"));
    }

    @Test
    @DisplayName("does not start without a copy, and says why")
    void notCopied() throws Exception {
        try (SqliteEngine engine = open()) {
            say(engine, ROOM, "one");
        }
        becomeVersion(4);
        Path inTheWay = StoreFiles.beside(file(), ".partial");
        Files.createDirectories(inTheWay.resolve("a folder"));
        String sentence =
                assertThrows(UncheckedIOException.class, this::open).getCause().getMessage();
        assertTrue(
                sentence.startsWith(
                        "the store " + file() + " has version 4 of the tables, and no copy of it could be made"),
                sentence);
        Files.delete(inTheWay.resolve("a folder"));
        Files.delete(inTheWay);
        try (SqliteEngine engine = open()) {
            assertEquals(Map.of(1L, "\"one\""), said(engine, ROOM));
        }
    }
}
