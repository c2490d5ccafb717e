package io.roomcast.engine.sqlite;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.UnaryOperator;

/** Connections of which each call is told before it is made, to a test that counts them or wants one to fail. */
final class WatchedConnection {
    private WatchedConnection() {}

    /** Is told the method's name, and the statement that it belongs to if there is one. */
    @FunctionalInterface
    interface Watch {
        void call(String method, String sql) throws SQLException;

        /** How many rows a statement has changed. */
        default void changed(String sql, int rows) {}
    }

    static UnaryOperator<Connection> by(Watch watch) {
        return connection -> watched(connection, Connection.class, "", watch);
    }

    private static <T> T watched(Object inner, Class<T> type, String sql, Watch watch) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    watch.call(method.getName(), sql);
                    try {
                        Object result = method.invoke(inner, arguments);
                        if (result instanceof Integer rows && method.getName().equals("executeUpdate")) {
                            watch.changed(sql, rows);
                        }
                        if (result instanceof PreparedStatement statement) {
                            return watched(statement, PreparedStatement.class, arguments[0].toString(), watch);
                        }
                        return result instanceof ResultSet rows ? watched(rows, ResultSet.class, sql, watch) : result;
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                }));
    }
}
