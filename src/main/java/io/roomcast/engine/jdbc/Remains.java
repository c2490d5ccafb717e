package io.roomcast.engine.jdbc;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The rows of rooms that were removed. From its removal on nobody finds a room, because nothing says any more whose its
 * rows are; they go a bite at a time, between other people's commits, however long that takes and however often the
 * store is opened meanwhile. Until the last of them is gone the room's number is kept here, so that nobody gets it.
 * Stateless; used by the writer's thread, each method within one transaction.
 */
final class Remains {
    /** So many rows at most in one transaction: a few milliseconds. */
    private static final int BITE = 500;

    private static final List<String> BITES = List.of(
            some("events", "number"), some("ids", "session, slot"), some("members", "member"), some("lost", "member"));
    private static final String FORGET_ROOM = "DELETE FROM rooms WHERE id = ?";
    private static final String KEEP = "INSERT INTO removed (room) VALUES (?)";
    private static final String NEXT = "SELECT room FROM removed ORDER BY room LIMIT 1";
    private static final String DONE = "DELETE FROM removed WHERE room = ?";

    private Remains() {}

    private static String some(String table, String key) {
        return "DELETE FROM " + table + " WHERE room = ? AND (" + key + ") IN (SELECT " + key + " FROM " + table
                + " WHERE room = ? LIMIT ?)";
    }

    /** Removes a room with the first bite of its rows, which is all of most rooms. */
    static void remove(Link link, long room) throws SQLException {
        link.update(FORGET_ROOM, room);
        if (!bite(link, room)) {
            link.update(KEEP, room);
        }
    }

    /** Whether rows are left of any room that was removed. Also a reader's thread may ask. */
    static boolean areLeft(Link link) throws SQLException {
        return link.first(NEXT, found -> true).isPresent();
    }

    /** Takes the next bite of what is left. */
    static void bite(Link link) throws SQLException {
        Optional<Long> room = link.first(NEXT, found -> found.getLong(1));
        if (room.isPresent() && bite(link, room.get())) {
            link.update(DONE, room.get());
        }
    }

    /** Whether it was the last. */
    private static boolean bite(Link link, long room) throws SQLException {
        int left = BITE;
        for (String some : BITES) {
            left -= link.update(some, room, room, left);
            if (left == 0) {
                return false;
            }
        }
        return true;
    }
}
