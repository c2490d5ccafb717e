package io.roomcast.engine.sqlite.maintenance;

import io.roomcast.engine.sqlite.Schema;
import io.roomcast.engine.sqlite.Sqlite;
import io.roomcast.engine.sqlite.StoreConnection;
import io.roomcast.engine.sqlite.StoreProperty;
import io.roomcast.engine.sqlite.file.StoreFiles;
import io.roomcast.engine.sqlite.session.KeyRow;
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
import java.util.random.RandomGenerator;

/**
 * The keys that sign tokens, in a store that a server may be using: it looks at them once a second. No secret is ever
 * printed.
 *
 * @param life how long a token is valid
 */
record Keys(Path store, Duration life) {

    /** Returns a line for each key. */
    List<String> list() throws IOException, SQLException {
        try (StoreConnection snapshot = Snapshot.of(store)) {
            refuseOld(snapshot);
            return KeyRow.all(snapshot).stream().map(this::line).toList();
        }
    }

    private String line(KeyRow key) {
        String made = key.made() == 0
                ? "made before keys had ids"
                : "made on " + LocalDate.ofInstant(Instant.ofEpochMilli(key.made()), ZoneOffset.UTC);
        return name(key) + "  " + made + ", " + (key.signs() ? "signs new tokens" : "accepted until " + end(key));
    }

    /**
     * Makes a key that signs from now on, and returns a sentence about it.
     *
     * @param cut whether the tokens of all former keys are refused from now on
     */
    String rotate(boolean cut, Instant now, RandomGenerator random) throws IOException, SQLException {
        StoreFiles.refuseUnfinished(store);
        if (!Files.isRegularFile(store)) {
            throw new IOException("there is no store " + store);
        }
        try (StoreConnection connection = new Sqlite(store).openForWriting()) {
            refuseOld(connection);
            KeyRow.rotate(connection, now, random);
            List<KeyRow> all = KeyRow.all(connection);
            List<KeyRow> former = all.subList(1, all.size());
            if (cut) {
                StoreProperty.WITHDRAWALS.set(connection, StoreProperty.WITHDRAWALS.in(connection) + 1);
                for (KeyRow key : former) {
                    key.drop(connection);
                }
            }
            connection.commit();
            return "ok: " + name(all.get(0)) + " signs new tokens; " + (cut ? "all others are refused" : ends(former));
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
        if (Schema.version(connection) == 0) {
            throw new IOException(store + " is not a Roomcast store");
        }
        if (!Schema.has(connection, "token_keys", "id")) {
            throw new IOException(
                    "the store was last used by an older Roomcast, which has one key: start the server first");
        }
    }
}
