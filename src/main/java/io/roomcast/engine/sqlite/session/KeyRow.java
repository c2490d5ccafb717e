package io.roomcast.engine.sqlite.session;

import io.roomcast.engine.sqlite.Schema;
import io.roomcast.engine.sqlite.StoreConnection;
import io.roomcast.engine.sqlite.StoreProperty;
import io.roomcast.room.engine.SigningKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A key of tokens as a row of the table. One signs; a former one is kept until all of its tokens have expired.
 *
 * @param secret in Base64
 * @param made when it was made, in milliseconds; 0 if that is not known
 * @param retired since when it signs nothing; 0 if it signs
 */
public record KeyRow(String id, String secret, long made, long retired) {
    private static final int BYTES = 32;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}");
    private static final String ALL =
            "SELECT id, secret, made, retired FROM token_keys ORDER BY retired > 0, retired DESC, made DESC";
    private static final String INSERT =
            "INSERT OR REPLACE INTO token_keys (id, secret, made, retired) VALUES (?, ?, ?, ?)";
    private static final String RETIRE = "UPDATE token_keys SET retired = ? WHERE retired = 0";
    private static final String DROP_RETIRED = "DELETE FROM token_keys WHERE retired > 0";
    private static final String DROP = "DELETE FROM token_keys WHERE id = ?";

    private static KeyRow of(ResultSet row) throws SQLException {
        return new KeyRow(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4));
    }

    /** Returns all that can be used, the one that signs first. */
    public static List<KeyRow> all(StoreConnection connection) throws SQLException {
        return connection.all(ALL, KeyRow::of).stream().filter(KeyRow::isUsable).toList();
    }

    /** Whether the store, of whatever version, has a key that signs. */
    public static boolean isThere(StoreConnection connection) throws SQLException {
        return old(connection).isPresent()
                || (Schema.has(connection, "token_keys", "id")
                        && all(connection).stream().anyMatch(KeyRow::signs));
    }

    /** Returns the key of a store that was made before keys had ids. */
    private static Optional<KeyRow> old(StoreConnection connection) throws SQLException {
        return StoreProperty.KEY
                .text(connection)
                .map(secret -> new KeyRow(SigningKey.WITHOUT_ID, secret, 0, 0))
                .filter(KeyRow::isUsable);
    }

    /** Makes the first key. One without an id signs nothing any more. */
    static void begin(StoreConnection connection, Instant now, RandomGenerator random) throws SQLException {
        Optional<KeyRow> old = old(connection);
        if (old.isPresent()) {
            connection.update(INSERT, old.get().id(), old.get().secret(), 0, now.toEpochMilli());
        }
        StoreProperty.KEY.remove(connection);
        if (!isThere(connection)) {
            rotate(connection, now, random);
        }
    }

    /** Makes a key that signs from now on. */
    private static void rotate(StoreConnection connection, Instant now, RandomGenerator random) throws SQLException {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        String id = HexFormat.of().toHexDigits(random.nextInt());
        connection.update(RETIRE, now.toEpochMilli());
        connection.update(INSERT, id, Base64.getEncoder().encodeToString(secret), now.toEpochMilli(), 0);
    }

    /** The same, and with {@code cut} all tokens of the former keys are withdrawn. */
    public static void rotate(StoreConnection connection, Instant now, RandomGenerator random, boolean cut)
            throws SQLException {
        rotate(connection, now, random);
        if (cut) {
            StoreProperty.WITHDRAWALS.set(connection, StoreProperty.WITHDRAWALS.in(connection) + 1);
            connection.update(DROP_RETIRED);
        }
    }

    void drop(StoreConnection connection) throws SQLException {
        connection.update(DROP, id);
    }

    public boolean signs() {
        return retired == 0;
    }

    /** Returns when the last of its tokens has expired, if it signs none any more. */
    public Instant end(Duration life) {
        return Instant.ofEpochMilli(retired).plus(life);
    }

    /** Whether there may be a token of it that has not expired. */
    boolean isAccepted(Instant now, Duration life) {
        return signs() || !end(life).isBefore(now);
    }

    SigningKey key() {
        return new SigningKey(id, bytes());
    }

    private byte[] bytes() {
        return Base64.getDecoder().decode(secret);
    }

    /** Whether it is what was written: damage may have left garbage. */
    private boolean isUsable() {
        try {
            return (id.equals(SigningKey.WITHOUT_ID) || ID.matcher(id).matches()) && bytes().length > 0;
        } catch (IllegalArgumentException garbage) {
            return false;
        }
    }

    /** Leaves out the secret, so that it never gets into a log by accident. */
    @Override
    public String toString() {
        return "KeyRow[" + id + "]";
    }
}
