package io.roomcast.engine.sqlite;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Reads the rows of a damaged store, and copies them to a new one. A read ends at the first row that cannot be read, is
 * nonsense, or does not fit into the new store. Only a failure to write the new store is thrown. Used by one thread.
 */
record ReadableRows(StoreConnection from, StoreConnection to) {
    private static final System.Logger LOG = System.getLogger(ReadableRows.class.getName());

    /** Takes the current row; an exception means that the row cannot be used. */
    @FunctionalInterface
    interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }

    /** Reads rows up to the first that cannot be read; returns whether there is none. */
    boolean read(String sql, RowConsumer each, Object... values) throws SQLException {
        try {
            from.each(
                    sql,
                    row -> {
                        each.accept(row);
                        return true;
                    },
                    values);
            return true;
        } catch (SQLException | RuntimeException failure) {
            if (failure instanceof SQLException inStore && Sqlite.isWriting(inStore)) {
                throw inStore;
            }
            LOG.log(Level.DEBUG, () -> "some rows could not be read: " + failure);
            return false;
        }
    }

    /** The same, and if a row cannot be read, from the other end as well. */
    boolean readBothEnds(String sql, RowConsumer each, Object... values) throws SQLException {
        boolean whole = read(sql, each, values);
        if (!whole) {
            read(sql + " DESC", each, values);
        }
        return whole;
    }

    /** Copies rows of a table, of whatever version, from both ends, but none whose answer is garbage. */
    void copy(String table, String which, Object... values) throws SQLException {
        readBothEnds("SELECT * FROM " + table + ' ' + which, row -> copy(table, row), values);
    }

    private void copy(String table, ResultSet row) throws SQLException {
        ResultSetMetaData columns = row.getMetaData();
        List<String> names = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            String name = columns.getColumnName(column);
            if (name.equals("answer") && isNoJson(row, column)) {
                return;
            }
            names.add(name);
            values.add(row.getObject(column));
        }
        String places = String.join(", ", Collections.nCopies(names.size(), "?"));
        String insert =
                "INSERT OR IGNORE INTO " + table + " (" + String.join(", ", names) + ") VALUES (" + places + ")";
        to.update(insert, values.toArray());
    }

    /** Whether JSON is none: it has no control characters. */
    static boolean isNoJson(ResultSet row, int column) throws SQLException {
        String json = row.getString(column);
        return json != null && (isNoText(row, column) || json.chars().anyMatch(letter -> letter < ' '));
    }

    /** Whether a text is none: a page that is missing in the middle of a row leaves zeros. A client may send one. */
    static boolean isNoText(ResultSet row, int column) throws SQLException {
        String text = row.getString(column);
        return text != null
                && (text.contains("\0\0")
                        || !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), row.getBytes(column)));
    }
}
