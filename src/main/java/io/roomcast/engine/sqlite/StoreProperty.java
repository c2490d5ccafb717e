package io.roomcast.engine.sqlite;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The properties of a store: a few names with a value each. Stateless. */
public enum StoreProperty {
    /** The version of its tables. */
    VERSION,
    /** The secret that signed tokens before there was a table of keys, in Base64. */
    KEY,
    /** The secret that seals the fingerprints of publishes, in Base64. */
    SECRET,
    /** The identity of the store. A copy has the name of its original, and another {@link #PLACE}. */
    NAME,
    /** Which file it was when it was last opened. */
    PLACE,
    /** How often its end may have been lost. A room with a lower generation begins a new epoch with its next event. */
    GENERATION,
    /** How often it was opened for writing. */
    RUN,
    /** How many groups were committed. */
    COMMITS,
    /** How often an operator withdrew all tokens. */
    WITHDRAWALS,
    /** 1 if a room has an event that is older than the one before, because the clock was set back. */
    SET_BACK,
    /** Written only to find out whether writing works. */
    PROBE;

    /** The {@link #PLACE} of a copy, so that its first start begins new epochs wherever it is opened. */
    public static final String NOWHERE = "a copy";

    private static final String READ = "SELECT value FROM store WHERE name = ?";
    private static final String WRITE =
            "INSERT INTO store (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value";

    private static final String REMOVE = "DELETE FROM store WHERE name = ?";

    private final String key = name().toLowerCase(Locale.ROOT);

    public Optional<String> text(StoreConnection connection) throws SQLException {
        return connection.first(READ, row -> row.getString(1), key);
    }

    /** Returns its name in the table. */
    public String key() {
        return key;
    }

    /**
     * Returns it as a number, 0 if the store has no value.
     *
     * @throws SQLException also if the value is no number; that counts as damage
     */
    public long in(StoreConnection connection) throws SQLException {
        String text = text(connection).orElse("0");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException garbage) {
            throw Damage.nonsense("the property " + key + " is no number", garbage);
        }
    }

    /** Removes the numbers that are garbage; the store then starts to count again. */
    static void removeGarbage(StoreConnection connection) throws SQLException {
        for (StoreProperty number : List.of(GENERATION, RUN, COMMITS, WITHDRAWALS, SET_BACK)) {
            try {
                number.in(connection);
            } catch (SQLException garbage) {
                number.remove(connection);
            }
        }
    }

    public void remove(StoreConnection connection) throws SQLException {
        connection.update(REMOVE, key);
    }

    public void set(StoreConnection connection, Object value) throws SQLException {
        connection.update(WRITE, key, value.toString());
    }
}
