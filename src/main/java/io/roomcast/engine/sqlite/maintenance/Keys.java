package io.roomcast.engine.sqlite.maintenance;

import io.roomcast.engine.sqlite.Schema;
import io.roomcast.engine.sqlite.Sqlite;
import io.roomcast.engine.sqlite.StoreConnection;
import io.roomcast.engine.sqlite.file.StoreFiles;
import io.roomcast.engine.sqlite.session.KeyRow;
import io.roomcast.engine.sqlite.session.RotationRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * The keys that sign tokens, in a store that a server may be using: it looks at them once a second. No secret is ever
 * printed.
 *
 * @param life how long a token is valid
 */
record Keys(Path store, Duration life) {
    /** A server looks once a second. */
    private static final Duration TAKEN = Duration.ofSeconds(5);

    private static final Duration MADE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Returns a line for each key. */
    List<String> list() throws IOException, SQLException {
        return all().stream().map(this::line).toList();
    }

    private String line(KeyRow key) {
        String made = key.made() == 0
                ? "made before keys had ids"
                : "made on " + LocalDate.ofInstant(Instant.ofEpochMilli(key.made()), ZoneOffset.UTC);
        return name(key) + "  " + made + ", " + (key.signs() ? "signs new tokens" : "accepted until " + end(key));
    }

    /**
     * Makes a key that signs from now on, and returns a sentence about it. A server that uses the store does it.
     *
     * @param cut whether the tokens of all former keys are refused from now on
     */
    String rotate(boolean cut, Instant now, RandomGenerator random) throws IOException, SQLException {
        StoreFiles.refuseUnfinished(store);
        String before = all().get(0).id();
        RotationRequest request = RotationRequest.of(store, cut);
        if (Files.exists(StoreFiles.beside(store, "-wal"))) {
            request.leave();
            await(before, TAKEN);
        }
        if (all().get(0).id().equals(before)) {
            if (request.take() || !Files.exists(StoreFiles.beside(store, "-wal"))) {
                rotateUnused(cut, now, random);
            } else if (!await(before, MADE)) {
                throw new IOException("the server was asked, but has made no new key: see its log");
            }
        }
        List<KeyRow> all = all();
        return "ok: " + name(all.get(0)) + " signs new tokens; "
                + (cut ? "all others are refused" : ends(all.subList(1, all.size())));
    }

    /** Waits until another key than this signs; returns whether one does. */
    private boolean await(String before, Duration patience) throws IOException, SQLException {
        long end = System.nanoTime() + patience.toNanos();
        while (all().get(0).id().equals(before) && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return !all().get(0).id().equals(before);
    }

    private void rotateUnused(boolean cut, Instant now, RandomGenerator random) throws SQLException {
        try (StoreConnection connection = new Sqlite(store).openForWriting()) {
            KeyRow.rotate(connection, now, random, cut);
            connection.commit();
        }
    }

    private List<KeyRow> all() throws IOException, SQLException {
        try (StoreConnection snapshot = Snapshot.of(store)) {
            refuseOld(snapshot);
            return KeyRow.all(snapshot);
        }
    }

    private String ends(List<KeyRow> former) {
        return String.join(
                ", ",
                former.stream()
                        .map(key -> "those of " + name(key) + " are accepted until " + end(key))
                        .toList());
    }

    private static String name(KeyRow key) {
        return key.id().isEmpty() ? "first" : key.id();
    }

    private Instant end(KeyRow key) {
        return key.end(life).truncatedTo(ChronoUnit.SECONDS);
    }

    private void refuseOld(StoreConnection connection) throws IOException, SQLException {
        if (!Schema.has(connection, "token_keys", "id")) {
            throw new IOException(
                    "the store was last used by an older Roomcast, which has one key: start the server first");
        }
    }
}
