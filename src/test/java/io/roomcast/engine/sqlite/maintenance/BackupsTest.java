package io.roomcast.engine.sqlite.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.engine.sqlite.OnDisk;
import io.roomcast.engine.sqlite.Sqlite;
import io.roomcast.engine.sqlite.SqliteEngine;
import io.roomcast.engine.sqlite.StoreConnection;
import io.roomcast.engine.sqlite.StoreProperty;
import io.roomcast.engine.sqlite.file.StoreFiles;
import io.roomcast.room.log.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("backup and restore")
class BackupsTest extends OnDisk {
    private Path backup() {
        return folder.resolve("backup.db");
    }

    private void back() throws Exception {
        Backups.create(file(), backup(), line -> {});
    }

    private void restore() throws Exception {
        Backups.restore(file(), backup(), line -> {});
    }

    private long generation() throws Exception {
        try (StoreConnection connection = new Sqlite(file()).openReadOnly()) {
            return StoreProperty.GENERATION.in(connection);
        }
    }

    @Test
    @DisplayName(
            "a backup of a running store has all that was acknowledged before, and its first start begins new epochs")
    void backupOfRunning() throws Exception {
        Position last;
        try (SqliteEngine engine = open()) {
            last = say(engine, "lobby", "one", "two");
            back();
            say(engine, "lobby", "three");
        }
        assertEquals(List.of(), CheckTest.problems(backup()));
        assertEquals(List.of("backup.db"), names(folder, "backup"));
        // By hand into its own place, with everything that lies there but the mark.
        Files.copy(backup(), file(), StandardCopyOption.REPLACE_EXISTING);
        Files.delete(StoreFiles.beside(file(), ".mark"));
        try (SqliteEngine engine = open()) {
            assertEquals(Map.of(1L, "\"one\"", 2L, "\"two\""), said(engine, "lobby"));
            assertNotEquals(last.epoch(), say(engine, "lobby", "other").epoch());
        }
    }

    @Test
    @DisplayName("a backup needs no server, and does not overwrite what is there or half there")
    void backupAtRest() throws Exception {
        try (SqliteEngine engine = open()) {
            say(engine, "lobby", "one");
        }
        back();
        byte[] first = Files.readAllBytes(backup());
        String sentence = assertThrows(IOException.class, this::back).getMessage();
        assertTrue(sentence.contains("already exists"), sentence);
        assertEquals(first.length, Files.size(backup()));
        Files.delete(backup());
        Files.createFile(StoreFiles.beside(backup(), ".partial"));
        sentence = assertThrows(IOException.class, this::back).getMessage();
        assertTrue(sentence.contains("another backup"), sentence);
        assertEquals(List.of("backup.db.partial"), names(folder, "backup"));
        sentence = assertThrows(IOException.class, () -> Backups.create(folder.resolve("no.db"), backup(), line -> {}))
                .getMessage();
        assertTrue(sentence.contains("there is no store"), sentence);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @DisplayName("a restored store goes on in new epochs, also at its own place, and the one that was there is kept")
    void restored(boolean marked) throws Exception {
        Position seen;
        try (SqliteEngine engine = open()) {
            say(engine, "lobby", "one", "two");
            back();
            seen = say(engine, "lobby", "three");
        }
        if (!marked) {
            Files.delete(StoreFiles.beside(file(), ".mark"));
        }
        restore();
        open().close();
        long generation = generation();
        try (SqliteEngine engine = open()) {
            assertEquals(generation, generation(), "it is restored once");
            assertEquals(Map.of(1L, "\"one\"", 2L, "\"two\""), said(engine, "lobby"));
            assertFalse(extent(engine, "lobby").holds(seen));
            Position other = say(engine, "lobby", "other");
            assertEquals(seen.offset(), other.offset());
            assertNotEquals(seen.epoch(), other.epoch());
        }
        List<String> replaced = beside(".replaced-");
        assertTrue(replaced.get(0).matches("roomcast\\.db\\.replaced-[0-9]{8}-[0-9]{6}"), replaced.toString());
        assertEquals(List.of(), CheckTest.problems(file().resolveSibling(replaced.get(0))));
        assertEquals(List.of(), beside(".partial"));
    }

    @Test
    @DisplayName("a store whose process was killed is kept with its WAL when another takes its place")
    void restoredAfterKill() throws Exception {
        killedBehindTheBackup();
        restore();
        assertEquals(2, events(file().resolveSibling(beside(".replaced-").get(0))));
        try (SqliteEngine restored = open()) {
            assertEquals(Map.of(1L, "\"one\""), said(restored, "lobby"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    @DisplayName("a restore that was broken off after it had decided is finished by the next start, wherever that was;"
            + " until then there is no store and no check")
    void brokenOff(int steps) throws Exception {
        Position seen = killedBehindTheBackup();
        Path aside = StoreFiles.beside(file(), ".replaced-20261121-101500");
        Path next = Files.copy(backup(), StoreFiles.beside(file(), ".replaced.next"));
        LocalDateTime complete = LocalDateTime.of(2026, 11, 21, 10, 15);
        Files.setLastModifiedTime(
                next, FileTime.from(complete.atZone(ZoneId.systemDefault()).toInstant()));
        List<Step> all = List.of(
                () -> Files.move(StoreFiles.beside(file(), "-wal"), StoreFiles.beside(aside, "-wal")),
                () -> Files.move(file(), aside));
        for (Step step : all.subList(0, steps)) {
            step.take();
        }
        Files.delete(backup());
        for (Step command : List.<Step>of(this::back, () -> CheckTest.problems(file()))) {
            String sentence = assertThrows(IOException.class, command::take).getMessage();
            assertTrue(sentence.contains("the next start finishes it"), sentence);
        }
        open().close();
        assertEquals(List.of(), CheckTest.problems(file()));
        String name = aside.getFileName().toString();
        assertEquals(List.of(name, name + "-wal"), beside(".replaced-"));
        assertEquals(2, events(aside));
        try (SqliteEngine engine = open()) {
            assertEquals(Map.of(1L, "\"one\""), said(engine, "lobby"));
            assertNotEquals(seen.epoch(), say(engine, "lobby", "other").epoch());
        }
    }

    private interface Step {
        void take() throws Exception;
    }

    @Test
    @DisplayName("a restore that was broken off before has changed nothing")
    void brokenOffBefore() throws Exception {
        Position seen = killedBehindTheBackup();
        Files.copy(backup(), StoreFiles.beside(file(), ".partial"));
        try (SqliteEngine engine = open()) {
            assertEquals(Map.of(1L, "\"one\"", 2L, "\"two\""), said(engine, "lobby"));
            assertEquals(seen.epoch(), say(engine, "lobby", "other").epoch());
        }
        assertEquals(List.of(), beside(".replaced-"));
    }

    private Position killedBehindTheBackup() throws Exception {
        SqliteEngine engine = open();
        say(engine, "lobby", "one");
        back();
        Position seen = say(engine, "lobby", "two");
        killed(engine);
        return seen;
    }

    private static long events(Path store) throws SQLException {
        try (StoreConnection connection = new Sqlite(store).openReadOnly()) {
            return connection
                    .first("SELECT COUNT(*) FROM events", row -> row.getLong(1))
                    .orElseThrow();
        }
    }

    @Test
    @DisplayName("a restore is refused while a server runs, and where the backup is none, of the future, or broken")
    void refused() throws Exception {
        try (SqliteEngine engine = open()) {
            sayMany(engine, "lobby", 300, 1000);
            back();
            refused("another Roomcast uses the store");
        }
        byte[] good = Files.readAllBytes(backup());
        Files.writeString(backup(), "this is not a store ".repeat(1000));
        refused(backup() + " is not a Roomcast store");
        Files.write(backup(), java.util.Arrays.copyOf(good, good.length / 2));
        refused("the backup " + backup() + " is damaged: ");
        byte[] bad = good.clone();
        java.util.Arrays.fill(bad, 20 * 4096, 30 * 4096, (byte) 0);
        Files.write(backup(), bad);
        refused("is damaged, and nothing was changed");
        Files.write(backup(), good);
        try (StoreConnection connection = new Sqlite(backup()).openForWriting()) {
            StoreProperty.VERSION.set(connection, 99);
            connection.commit();
        }
        refused("written by a newer Roomcast");
        Files.delete(backup());
        refused("there is no backup " + backup());
        try (StoreConnection other = new Sqlite(backup()).openNew()) {
            other.update("CREATE TABLE something (of TEXT)");
            other.commit();
        }
        refused(backup() + " is not a Roomcast store");
        Files.delete(backup());
        Files.createSymbolicLink(backup(), file());
        refused("is the store itself");
        try (SqliteEngine engine = open()) {
            assertEquals(300, said(engine, "lobby").size());
        }
    }

    @Test
    @DisplayName("a restore without a backup creates nothing")
    void noBackup() {
        assertThrows(IOException.class, this::restore);
        assertFalse(Files.exists(file().getParent()));
    }

    private void refused(String why) throws IOException {
        Exception refusal = assertThrows(Exception.class, this::restore);
        assertTrue(refusal.getMessage().contains(why), refusal.toString());
        assertEquals(List.of(), beside(".replaced-"));
        assertEquals(List.of(), beside(".partial"));
    }

    @Test
    @DisplayName("a copy that cannot be written fails")
    void unwritable() throws Exception {
        open().close();
        try (StoreConnection snapshot = Snapshot.of(file())) {
            assertThrows(SQLException.class, () -> Sqlite.copy(snapshot, folder, (done, all) -> {}));
        }
    }

    private static List<String> names(Path folder, String begin) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(found -> found.getFileName().toString())
                    .filter(name -> name.startsWith(begin))
                    .sorted()
                    .toList();
        }
    }
}
