package io.roomcast.engine.sqlite.session;

import io.roomcast.engine.sqlite.StoreConnection;
import io.roomcast.engine.sqlite.StoreProperty;
import io.roomcast.room.engine.SessionStore;
import io.roomcast.room.engine.SigningKey;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.WallClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/** The sessions of an open store, as far as it was read: an operator may change it meanwhile. Any thread. */
public final class StoredSessions implements SessionStore {
    private static final int SECRET_BYTES = 32;

    private final Duration life;
    private final WallClock clock;
    private volatile Fingerprints fingerprints; // null until the store is opened
    private volatile List<KeyRow> rows = List.of();
    private volatile List<SigningKey> keys = List.of();
    private volatile long withdrawals;
    private volatile Path store; // null until the store is opened, as the next
    private volatile RandomGenerator random;
    private volatile Writer writer; // null until the store is open
    private final EndedSessions ended;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Runs a job in a transaction that writes. */
    @FunctionalInterface
    public interface Writer {
        CompletionStage<Void> write(Job job);
    }

    /** The work of one transaction. */
    @FunctionalInterface
    public interface Job {
        void in(StoreConnection connection) throws SQLException;
    }

    /** @param life how long a token is valid */
    public StoredSessions(Duration life, WallClock clock) {
        this.life = life;
        this.clock = clock;
        this.ended = new EndedSessions(life, clock);
    }

    /** Makes what a new store needs, and reads it; called when the store is opened. */
    public void begin(StoreConnection connection, Path file, RandomGenerator unpredictable) throws SQLException {
        store = file;
        random = unpredictable;
        fingerprints = new Fingerprints(secret(connection, random));
        KeyRow.begin(connection, clock.instant(), random);
        ended.read(connection);
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

    /** Sets what writes; called once, when the store is open. */
    public void writeBy(Writer other) {
        writer = other;
    }

    /** Reads again what an operator may have changed; returns whether there is anything to {@link #sweep}. */
    public boolean refresh(StoreConnection connection) throws SQLException {
        List<KeyRow> read = KeyRow.all(connection);
        List<KeyRow> accepted =
                read.stream().filter(key -> key.isAccepted(certain(), life)).toList();
        if (!accepted.equals(rows)) {
            keys = accepted.stream().map(KeyRow::key).toList();
            rows = accepted;
        }
        long before = withdrawals;
        withdrawals = StoreProperty.WITHDRAWALS.in(connection);
        if (withdrawals > before) {
            listeners.forEach(Listener::withdrawn);
        }
        boolean asked = RotationRequest.all(store).stream().anyMatch(RotationRequest::isThere);
        return asked || accepted.size() < read.size() || ended.isToBeSwept();
    }

    /** Makes a new key if an operator asks for one, and deletes what is not needed any more. */
    public void sweep(StoreConnection connection) throws SQLException {
        for (RotationRequest request : RotationRequest.all(store)) {
            if (request.take()) {
                KeyRow.rotate(connection, clock.instant(), random, request.cut());
            }
        }
        for (KeyRow key : KeyRow.all(connection)) {
            if (!key.isAccepted(certain(), life)) {
                key.drop(connection);
            }
        }
        ended.sweep(connection);
    }

    /** Returns the time by which keys expire: long ago as long as the clock has not proved right. */
    private Instant certain() {
        return clock.before(life).plus(life);
    }

    @Override
    public List<SigningKey> keys() {
        return keys;
    }

    @Override
    public long withdrawals() {
        return withdrawals;
    }

    @Override
    public boolean isEnded(String session) {
        return ended.has(session);
    }

    @Override
    public CompletionStage<Void> end(String session) {
        Optional<Refusal> refusal = ended.refusal();
        if (refusal.isPresent()) {
            return CompletableFuture.failedStage(refusal.get());
        }
        long now = clock.millis();
        return Objects.requireNonNull(writer)
                .write(connection -> ended.write(connection, session, now))
                .thenRun(() -> {
                    ended.add(session, now);
                    listeners.forEach(listener -> listener.ended(session));
                });
    }

    @Override
    public void watch(Listener listener) {
        listeners.add(listener);
    }
}
