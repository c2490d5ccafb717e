package io.roomcast.engine.sqlite.maintenance;

import io.roomcast.engine.sqlite.EventRow;
import io.roomcast.engine.sqlite.LogRow;
import io.roomcast.engine.sqlite.Sqlite;
import io.roomcast.engine.sqlite.StoreConnection;
import io.roomcast.engine.sqlite.StoreProperty;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Checks everything in one snapshot of a store, and describes each problem in a sentence. Used by one thread. */
final class Check {
    private static final int MOST = 100;
    private static final List<String> TABLES = List.of("events", "ids", "members", "lost");

    private final StoreConnection connection;
    private final Consumer<String> say;
    private final List<String> problems = new ArrayList<>();
    private long rooms;
    private long events;
    private long bytes;

    /** @param say takes lines of progress, if it takes long */
    Check(StoreConnection connection, Consumer<String> say) {
        this.connection = connection;
        this.say = say;
    }

    /** Returns the first hundred problems; none if all is well. */
    List<String> problems() {
        attempt("its pages", this::pages);
        attempt("the table of properties", this::properties);
        attempt("the table of rooms", this::rooms);
        return problems;
    }

    /** Returns how much was checked. */
    String amount() {
        return rooms + " rooms, " + events + " events, " + bytes + " bytes";
    }

    private void pages() throws SQLException {
        Progress progress = new Progress("check of the pages", say);
        for (String fault : Sqlite.faults(connection, MOST, progress::goesOn)) {
            found("SQLite finds: " + fault);
        }
    }

    private void properties() throws SQLException {
        for (StoreProperty property : List.of(StoreProperty.KEY, StoreProperty.NAME, StoreProperty.RUN)) {
            if (property.text(connection).isEmpty()) {
                found("the store has no property " + property.key());
            }
        }
    }

    private void rooms() throws SQLException {
        Progress progress = new Progress("check of the rooms", say);
        long all = connection
                .first("SELECT SUM(events + privates) FROM rooms", row -> row.getLong(1))
                .orElse(0L);
        Set<Long> known = new HashSet<>(connection.all("SELECT id FROM rooms ORDER BY id", row -> row.getLong(1)));
        String columns = EventRow.columns(connection);
        for (long id : known) {
            attempt("the room with the number " + id, () -> room(id, columns, () -> progress.at(events, all)));
        }
        attempt("the table removed", () -> known.addAll(removed(known)));
        for (String table : TABLES) {
            attempt("the table " + table, () -> strangers(table, known));
        }
    }

    /** Returns the removed rooms whose rows are still being deleted; a store of an older version has none. */
    private List<Long> removed(Set<Long> known) throws SQLException {
        if (connection
                .first("SELECT 1 FROM sqlite_schema WHERE name = 'removed'", row -> true)
                .isEmpty()) {
            return List.of();
        }
        List<Long> removed = connection.all("SELECT room FROM removed ORDER BY room", row -> row.getLong(1));
        removed.stream()
                .filter(known::contains)
                .forEach(id -> found("the room with the number " + id + " exists, but is recorded as removed"));
        return removed;
    }

    private void room(long id, String columns, Runnable beat) throws SQLException {
        Optional<LogRow> row = connection.first(LogRow.BY_ID, LogRow::of, id - 1, 1);
        RoomCheck room = new RoomCheck(connection, row.orElseThrow(), columns, this::found);
        room.look(() -> {
            events++;
            beat.run();
        });
        rooms++;
        bytes += row.orElseThrow().bytes();
    }

    private void strangers(String table, Set<Long> known) throws SQLException {
        String next = "SELECT COALESCE(MIN(room), 0) FROM " + table + " WHERE room > ?";
        for (long room = -1;
                room != 0;
                room = connection.first(next, row -> row.getLong(1), room).orElse(0L)) {
            if (room > 0 && !known.contains(room)) {
                found("the table " + table + " has rows of a room that does not exist, with the number " + room);
            }
        }
    }

    private void found(String problem) {
        if (problems.size() < MOST) {
            problems.add(problem);
        }
    }

    /** A part of the check that may fail. */
    private interface Look {
        void at() throws SQLException;
    }

    private void attempt(String what, Look look) {
        try {
            look.at();
        } catch (SQLException unreadable) {
            found(what + " cannot be read: " + Sqlite.explain(unreadable));
        } catch (RuntimeException nonsense) {
            found(what + " is inconsistent: " + nonsense.getMessage());
        }
    }
}
