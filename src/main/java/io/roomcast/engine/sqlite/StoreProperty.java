package io.roomcast.engine.sqlite;

import java.sql.SQLException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** What a store says of itself: a few names with a value each. Stateless. */
public enum StoreProperty {
    /** Of its tables. */
    VERSION,
    /** The secret that signs tokens, in Base64. */
    KEY,
    /** Who it is: a copy has another name from its first opening on. */
    NAME,
    /** Which file it was when it was last opened. */
    PLACE,
    /** How often its end may have been lost: rooms that are behind begin a new epoch with their next event. */
    GENERATION,
    /** How often it was opened to be written to. */
    RUN,
    /** How many groups were committed. */
    COMMITS,
    /** Nothing: it is written to find out whether that works. */
    PROBE;

    private static final String READ = "SELECT value FROM store WHERE name = ?";
    private static final String WRITE =
            "INSERT INTO store (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value";

    private final String key = name().toLowerCase(Locale.ROOT);

    public Optional<String> text(StoreConnection connection) throws SQLException {
        return connection.first(READ, row -> row.getString(1), key);
    }

    /** Its name in the table. */
    public String key() {
        return key;
    }

    /** Whether this text can be a {@link #KEY}. */
    static boolean isKey(String text) {
        try {
            return Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException broken) {
            return false;
        }
    }

    /** As a number, 0 where the store does not say. */
    public long in(StoreConnection connection) throws SQLException {
        return text(connection).map(Long::parseLong).orElse(0L);
    }

    public void set(StoreConnection connection, Object value) throws SQLException {
        connection.update(WRITE, key, value.toString());
    }
}
