package io.roomcast.engine.sqlite.session;

import io.roomcast.engine.sqlite.StoreConnection;
import io.roomcast.engine.sqlite.StoreProperty;
import io.roomcast.room.engine.SessionStore;
import io.roomcast.room.engine.SigningKey;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** The sessions of an open store, as far as it was read: an operator may change it meanwhile. Any thread. */
public final class StoredSessions implements SessionStore {
    private static final int SECRET_BYTES = 32;

    private final Duration life;
    private final InstantSource clock;
    private volatile Fingerprints fingerprints; // null until the store is opened
    private volatile List<KeyRow> rows = List.of();
    private volatile List<SigningKey> keys = List.of();

    /** @param life how long a token is valid */
    public StoredSessions(Duration life, InstantSource clock) {
        this.life = life;
        this.clock = clock;
    }

    /** Makes what a new store needs, and reads it; called when the store is opened. */
    public void begin(StoreConnection connection, RandomGenerator random) throws SQLException {
        fingerprints = new Fingerprints(secret(connection, random));
        KeyRow.begin(connection, clock.instant(), random);
        refresh(connection);
    }

    private static SigningKey secret(StoreConnection connection, RandomGenerator random) throws SQLException {
        String text = StoreProperty.SECRET.text(connection).orElse("");
        if (text.isEmpty()) {
            byte[] fresh = new byte[SECRET_BYTES];
            random.nextBytes(fresh);
            text = Base64.getEncoder().encodeToString(fresh);
            StoreProperty.SECRET.set(connection, text);
        }
        // Not decoded, so that it does not matter what damage made of it.
        return new SigningKey(StoreProperty.SECRET.key(), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns what tells repeats from other publishes; called after {@link #begin}. */
    public Fingerprints fingerprints() {
        return Objects.requireNonNull(fingerprints);
    }

    /** Reads again what an operator may have changed; returns whether there is anything to {@link #sweep}. */
    public boolean refresh(StoreConnection connection) throws SQLException {
        List<KeyRow> read = KeyRow.all(connection);
        List<KeyRow> accepted = read.stream()
                .filter(key -> key.isAccepted(clock.instant(), life))
                .toList();
        if (!accepted.equals(rows)) {
            keys = accepted.stream().map(KeyRow::key).toList();
            rows = accepted;
        }
        return accepted.size() < read.size();
    }

    /** Deletes what is not needed any more. */
    public void sweep(StoreConnection connection) throws SQLException {
        for (KeyRow key : KeyRow.all(connection)) {
            if (!key.isAccepted(clock.instant(), life)) {
                key.drop(connection);
            }
        }
    }

    @Override
    public List<SigningKey> keys() {
        return keys;
    }
}
