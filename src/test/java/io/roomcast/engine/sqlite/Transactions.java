package io.roomcast.engine.sqlite;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** Watches the transactions of one store, one after the other: how many rows they delete, and which write events. */
final class Transactions {
    private final List<String> done = new ArrayList<>();
    private Runnable inBite = () -> {};
    private int most;

    /** Runs whenever rows were deleted, within the transaction. */
    void inBite(Runnable deed) {
        inBite = deed;
    }

    private WatchedConnection.Watch watch() {
        return new WatchedConnection.Watch() {
            private int deleted;
            private boolean appended;

            @Override
            public void call(String method, String sql) {
                if (method.equals("commit")) {
                    ended(deleted, appended);
                    deleted = 0;
                    appended = false;
                }
            }

            @Override
            public void changed(String sql, int rows) {
                if (sql.startsWith("DELETE") && rows > 0) {
                    deleted += rows;
                    inBite.run();
                }
                appended |= sql.startsWith("INSERT INTO events");
            }
        };
    }

    private synchronized void ended(int deleted, boolean appended) {
        most = Math.max(most, deleted);
        if (deleted > 0 || appended) {
            done.add(appended ? "append" : "bite");
        }
    }

    synchronized int most() {
        return most;
    }

    synchronized List<String> done() {
        return List.copyOf(done);
    }

    Connection around(Connection connection) {
        return WatchedConnection.by(watch()).apply(connection);
    }
}
