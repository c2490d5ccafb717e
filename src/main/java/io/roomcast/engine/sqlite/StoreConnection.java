package io.roomcast.engine.sqlite;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sqlite.SQLiteConnection;

/**
 * A connection with its prepared statements. A transaction begins with the first statement and ends with {@link
 * #commit}; closing undoes what was not committed. Used by one thread at a time.
 */
public final class StoreConnection implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StoreConnection.class.getName());

    private static final String USED = "SELECT (page_count - freelist_count) * page_size"
            + " FROM pragma_page_count, pragma_freelist_count, pragma_page_size";

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    /** Maps the current row. */
    @FunctionalInterface
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Reads the current row; returns whether it wants the next one. */
    @FunctionalInterface
    public interface RowVisitor {
        boolean visit(ResultSet row) throws SQLException;
    }

    StoreConnection(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
    }

    /** Changes rows and returns how many. */
    public int update(String sql, Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    /** Passes rows to the visitor, one by one, as long as it wants more. */
    public void each(String sql, RowVisitor visitor, Object... values) throws SQLException {
        try (ResultSet rows = bound(sql, values).executeQuery()) {
            while (rows.next()) {
                if (!visitor.visit(rows)) {
                    return;
                }
            }
        } catch (SQLException failure) {
            discard(sql);
            throw failure;
        }
    }

    /** A statement that failed cannot be used again. */
    private void discard(String sql) throws SQLException {
        PreparedStatement failed = prepared.remove(sql);
        if (failed != null) {
            failed.close();
        }
    }

    public <T> List<T> all(String sql, Row<T> row, Object... values) throws SQLException {
        List<T> all = new ArrayList<>();
        each(sql, one -> all.add(row.of(one)), values);
        return all;
    }

    public <T> Optional<T> first(String sql, Row<T> row, Object... values) throws SQLException {
        List<T> first = new ArrayList<>(1);
        each(
                sql,
                one -> {
                    first.add(row.of(one));
                    return false;
                },
                values);
        return first.stream().findFirst();
    }

    /** Runs a pragma outside of any transaction. */
    void pragma(String pragma) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA " + pragma);
        } finally {
            connection.setAutoCommit(false);
        }
    }

    /** Returns how many bytes of the file are in use; those that are free are used again before the file grows. */
    long usedBytes() throws SQLException {
        return first(USED, row -> row.getLong(1)).orElseThrow();
    }

    public void commit() throws SQLException {
        connection.commit();
    }

    /** Returns the driver's connection, for what only SQLite can do. */
    SQLiteConnection sqlite() throws SQLException {
        return connection.unwrap(SQLiteConnection.class);
    }

    private PreparedStatement bound(String sql, Object... values) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int index = 0; index < values.length; index++) {
            statement.setObject(index + 1, values[index]);
        }
        return statement;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException alreadyBroken) {
            LOG.log(Level.DEBUG, () -> "a broken connection was not closed: " + alreadyBroken);
        }
    }
}
