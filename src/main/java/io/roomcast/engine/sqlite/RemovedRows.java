package io.roomcast.engine.sqlite;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The rows of removed rooms. After its removal a room cannot be found, because no row names it any more. Its other rows
 * are deleted in small transactions between other commits, however long that takes and however often the store is
 * opened meanwhile. Until the last one is gone the room's number is kept here, so that no other room gets it.
 * Stateless; used by the write thread, each method within one transaction.
 */
final class RemovedRows {
    /** The maximum number of rows in one transaction: a few milliseconds. */
    private static final int BATCH = 500;

    private static final List<String> DELETES = List.of(
            some("events", "number"), some("ids", "session, slot"), some("members", "member"), some("lost", "member"));
    private static final String FORGET_ROOM = "DELETE FROM rooms WHERE id = ?";
    private static final String KEEP = "INSERT INTO removed (room) VALUES (?)";
    private static final String NEXT = "SELECT room FROM removed ORDER BY room LIMIT 1";
    private static final String DONE = "DELETE FROM removed WHERE room = ?";

    private RemovedRows() {}

    private static String some(String table, String key) {
        return "DELETE FROM " + table + " WHERE room = ? AND (" + key + ") IN (SELECT " + key + " FROM " + table
                + " WHERE room = ? LIMIT ?)";
    }

    /** Removes a room with its first {@link #BATCH} rows, which for most rooms are all. */
    static void remove(StoreConnection connection, long room) throws SQLException {
        connection.update(FORGET_ROOM, room);
        if (!deleteSome(connection, room)) {
            connection.update(KEEP, room);
        }
    }

    /** Whether rows of any removed room are left. A read thread may ask, too. */
    static boolean areLeft(StoreConnection connection) throws SQLException {
        return connection.first(NEXT, found -> true).isPresent();
    }

    /** Deletes the next rows that are left. */
    static void deleteSome(StoreConnection connection) throws SQLException {
        Optional<Long> room = connection.first(NEXT, found -> found.getLong(1));
        if (room.isPresent() && deleteSome(connection, room.get())) {
            connection.update(DONE, room.get());
        }
    }

    /** Deletes some rows of a room; returns whether these were the last. */
    private static boolean deleteSome(StoreConnection connection, long room) throws SQLException {
        int left = BATCH;
        for (String some : DELETES) {
            left -= connection.update(some, room, room, left);
            if (left == 0) {
                return false;
            }
        }
        return true;
    }
}
