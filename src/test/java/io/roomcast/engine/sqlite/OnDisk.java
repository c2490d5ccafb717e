package io.roomcast.engine.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.roomcast.engine.sqlite.file.StoreFiles;
import io.roomcast.engine.sqlite.maintenance.StoreCommands;
import io.roomcast.kit.Asked;
import io.roomcast.kit.HandTime;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/** The common part of tests of stores on disk: a folder with one, and what is said in it. */
public abstract class OnDisk {
    protected static final int PAGE = 4096;
    protected static final String ROOM = "lobby";
    private static final long PATIENCE_SECONDS = 10;
    protected static final Member ANN = new Member("ann-id", "ann");
    protected static final Member BOB = new Member("bob-id", "bob");

    protected final HandTime time = new HandTime(World.BEGINNING);
    protected final WorldSettings settings = new WorldSettings();
    private int lives;
    private int batches;

    @TempDir
    protected Path folder;

    protected final Path file() {
        return folder.resolve("a/roomcast.db");
    }

    protected final SqliteEngine open() {
        return open(file(), UnaryOperator.identity());
    }

    /** @param around what each connection becomes */
    final SqliteEngine open(Path store, UnaryOperator<Connection> around) {
        try {
            return new SqliteEngine(
                    Store.open(store, settings.retention(), time, new Random(++lives), Thread::new, around));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the result; fails if there is none in time. */
    protected static <T> T now(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    protected static Position say(SqliteEngine engine, String room, String... texts) {
        return assertInstanceOf(Receipt.Appended.class, published(engine, room, texts))
                .position();
    }

    /** The answer to these texts; the first of them is the id. */
    protected static Receipt published(SqliteEngine engine, String room, String... texts) {
        List<Content> contents = new ArrayList<>();
        for (String text : texts) {
            contents.add(Content.of("message", '"' + text + '"'));
        }
        Draft draft = new Draft(room, ANN, "id of " + texts[0], contents);
        return new Asked(engine).append(List.of(draft)).get(0);
    }

    /** The answer to a private event. */
    static Receipt whispered(SqliteEngine engine, String room, Member to) {
        Content secret = new Content("message", "1", false, List.of(to.id()), true);
        return new Asked(engine)
                .append(List.of(new Draft(room, ANN, "", List.of(secret))))
                .get(0);
    }

    /** As many events as asked for, each of about so many characters. */
    protected final Position sayMany(SqliteEngine engine, String room, int events, int length) {
        String text = "x".repeat(length);
        int batch = ++batches;
        return say(
                engine,
                room,
                IntStream.range(0, events)
                        .mapToObj(number -> batch + "-" + number + text)
                        .toArray(String[]::new));
    }

    /** The events of a room, by offset. */
    protected static Map<Long, String> said(SqliteEngine engine, String room) {
        Map<Long, String> said = new TreeMap<>();
        contents(engine, room).forEach((offset, content) -> said.put(offset, content.data()));
        return said;
    }

    /** The same with all that belongs to it. */
    static Map<Long, Content> contents(SqliteEngine engine, String room) {
        Map<Long, Content> contents = new TreeMap<>();
        long after = 0;
        long head = extent(engine, room).head();
        while (after < head) {
            var slice = new Asked(engine).read(room, after, 1000, 1 << 20);
            for (Event event : slice.events()) {
                contents.put(event.offset(), event.content());
            }
            after = slice.upTo();
        }
        return contents;
    }

    protected static LogExtent extent(SqliteEngine engine, String room) {
        return new Asked(engine).extent(room);
    }

    /** The files as they would be if the process had been killed now, put into the place of the closed store. */
    protected final void killed(SqliteEngine engine) throws IOException {
        List<Path> kept = new ArrayList<>();
        for (String end : List.of("", "-wal", ".mark")) {
            Path copy = folder.resolve("killed" + end);
            Files.copy(StoreFiles.beside(file(), end), copy, StandardCopyOption.REPLACE_EXISTING);
            kept.add(copy);
        }
        engine.close();
        for (Path copy : kept) {
            String end = copy.getFileName().toString().substring("killed".length());
            Files.move(copy, StoreFiles.beside(file(), end), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The names of what lies beside the store and begins with its name and this. */
    protected final List<String> beside(String begin) throws IOException {
        try (var files = Files.list(file().getParent())) {
            return files.map(found -> found.getFileName().toString())
                    .filter(name -> name.startsWith("roomcast.db" + begin))
                    .sorted()
                    .toList();
        }
    }

    protected final void overwrite(long page, byte[] bytes) throws IOException {
        try (RandomAccessFile store = new RandomAccessFile(file().toFile(), "rw")) {
            store.seek((page - 1) * PAGE);
            store.write(bytes);
        }
    }

    protected static void cut(Path file, long length) throws IOException {
        try (RandomAccessFile store = new RandomAccessFile(file.toFile(), "rw")) {
            store.setLength(length);
        }
    }

    protected final long count(String table) throws SQLException {
        try (StoreConnection connection = new Sqlite(file()).openForReading()) {
            return connection
                    .first("SELECT COUNT(*) FROM " + table, row -> row.getLong(1))
                    .orElseThrow();
        }
    }

    /** The first column. */
    protected final List<String> rows(String query) throws SQLException {
        try (StoreConnection connection = new Sqlite(file()).openForReading()) {
            return connection.all(query, row -> row.getString(1));
        }
    }

    protected final void assertWhole(Path store) {
        assertEquals(0, StoreCommands.run("check", store, List.of()));
    }

    protected final void change(String... statements) throws SQLException {
        try (StoreConnection connection = new Sqlite(file()).openForWriting()) {
            for (String statement : statements) {
                connection.update(statement);
            }
            connection.commit();
        }
    }

    /** Returns a seal of the key that signs tokens. */
    static byte[] seal(SqliteEngine engine) {
        return engine.sessions().keys().get(0).seal("", ByteBuffer.allocate(1), 32);
    }

    /** Puts a store in place that an earlier Roomcast made, from its statements among the resources. */
    protected final void becomeStore(String name) throws IOException, SQLException {
        Files.createDirectories(file().getParent());
        try (InputStream statements = OnDisk.class.getResourceAsStream("/stores/" + name + ".sql")) {
            change(new String(statements.readAllBytes(), StandardCharsets.UTF_8).split(";\n"));
        }
    }

    /** The store as a former version of its tables had it. */
    protected final void becomeVersion(int version) throws SQLException {
        List<String> undone = List.of(
                "ALTER TABLE ids DROP COLUMN answer",
                "DROP TABLE removed",
                "ALTER TABLE events DROP COLUMN meta",
                "DROP TABLE token_keys",
                "DROP TABLE ended_sessions");
        change("INSERT INTO store SELECT 'key', secret FROM token_keys");
        change(undone.subList(version - 1, undone.size()).toArray(String[]::new));
        change("UPDATE store SET value = '" + version + "' WHERE name = 'version'");
    }

    final void noteDamage() throws Exception {
        Files.writeString(StoreFiles.beside(file(), ".damaged"), "a test\n");
    }
}
