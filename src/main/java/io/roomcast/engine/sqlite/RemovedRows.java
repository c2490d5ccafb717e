package io.roomcast.engine.sqlite;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The rows of rooms that were removed. From its removal on nobody finds a room, because nothing says any more whose its
 * rows are; they go a bite at a time, between other people's commits, however long that takes and however often the
 * store is opened meanwhile. Until the last of them is gone the room's number is kept here, so that nobody gets it.
 * Stateless; used by the writer's thread, each method within one transaction.
 */
final class RemovedRows {
    /** So many rows at most in one transaction: a few milliseconds. */
    private static final int BITE = 500;

    private static final List<String> BITES = List.of(
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

    /** Removes a room with the first bite of its rows, which is all of most rooms. */
    static void remove(StoreConnection connection, long room) throws SQLException {
        connection.update(FORGET_ROOM, room);
        if (!bite(connection, room)) {
            connection.update(KEEP, room);
        }
    }

    /** Whether rows are left of any room that was removed. Also a reader's thread may ask. */
    static boolean areLeft(StoreConnection connection) throws SQLException {
        return connection.first(NEXT, found -> true).isPresent();
    }

    /** Takes the next bite of what is left. */
    static void bite(StoreConnection connection) throws SQLException {
        Optional<Long> room = connection.first(NEXT, found -> found.getLong(1));
        if (room.isPresent() && bite(connection, room.get())) {
            connection.update(DONE, room.get());
        }
    }

    /** Whether it was the last. */
    private static boolean bite(StoreConnection connection, long room) throws SQLException {
        int left = BITE;
        for (String some : BITES) {
            left -= connection.update(some, room, room, left);
            if (left == 0) {
                return false;
            }
        }
        return true;
    }
}
