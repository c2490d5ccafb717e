package io.roomcast.engine.sqlite.maintenance;

import io.roomcast.engine.sqlite.EventRow;
import io.roomcast.engine.sqlite.LogRow;
import io.roomcast.engine.sqlite.Progress;
import io.roomcast.engine.sqlite.Schema;
import io.roomcast.engine.sqlite.Sqlite;
import io.roomcast.engine.sqlite.StoreConnection;
import io.roomcast.engine.sqlite.StoreProperty;
import io.roomcast.engine.sqlite.session.KeyRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Checks everything in one snapshot of a store, and describes each problem in a sentence. Used by one thread. */
final class Check {
    private static final int MOST = 100;

    private final StoreConnection connection;
    private final Consumer<String> say;
    private final List<String> problems = new ArrayList<>();
    private boolean countsBytes;
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
        attempt("the rest", this::orphans);
        return problems;
    }

    /** Returns how much was checked. */
    String amount() {
        return rooms + " rooms, " + events + " events, " + bytes + " bytes";
    }

    private void pages() throws SQLException {
        Progress progress = new Progress("check of the pages", say);
        for (String fault : Sqlite.faults(connection, MOST, () -> progress.at(0, 0))) {
            found("SQLite finds: " + fault);
        }
    }

    private void properties() throws SQLException {
        for (StoreProperty property : List.of(StoreProperty.NAME, StoreProperty.RUN)) {
            expect(property.text(connection).isPresent(), "the store has no property " + property.key());
        }
        expect(KeyRow.isThere(connection), "the store has no key that signs tokens");
        for (StoreProperty number : List.of(StoreProperty.GENERATION, StoreProperty.RUN, StoreProperty.COMMITS)) {
            number.in(connection);
        }
    }

    private void rooms() throws SQLException {
        Progress progress = new Progress("check of the rooms", say);
        String columns = EventRow.columns(connection);
        countsBytes = Schema.countsBytes(connection);
        long all = connection
                .first("SELECT SUM(events + privates) FROM rooms", row -> row.getLong(1))
                .orElse(0L);
        for (long id : connection.all("SELECT id FROM rooms ORDER BY id", row -> row.getLong(1))) {
            attempt("the room with the number " + id, () -> room(id, columns, () -> progress.at(++events, all)));
        }
    }

    private void room(long id, String columns, Runnable beat) throws SQLException {
        LogRow row = connection.first(LogRow.BY_ID, LogRow::of, id - 1, 1).orElseThrow();
        String room = "the room " + row.name();
        long[] latest = {0};
        boolean wasSetBack = StoreProperty.SET_BACK.in(connection) > 0;
        LogRow counted = row.recounted(connection, columns, event -> {
            long at = event.at().toEpochMilli();
            expect(
                    wasSetBack || at >= latest[0],
                    room + " has an event at " + event.offset() + " that is older than the one before");
            latest[0] = at;
            beat.run();
        });
        row.differences(countsBytes ? counted : counted.withBytesOf(row))
                .forEach(difference -> found(room + " is recorded with " + difference));
        expect(row.extent().isSound(), room + " has offsets or epochs out of order: " + row.extent());
        rooms++;
        bytes += row.bytes();
    }

    /** Finds rows of rooms that do not exist, unless they are removed and their rows are still being deleted. */
    private void orphans() throws SQLException {
        String known = "SELECT id FROM rooms";
        if (Schema.has(connection, "removed", "room")) {
            orphans("removed", "IN (" + known + ')', "exists, but is recorded as removed");
            known += " UNION ALL SELECT room FROM removed";
        }
        for (String table : List.of("events", "ids", "members", "lost")) {
            orphans(table, "NOT IN (" + known + ')', "does not exist, but has rows in the table " + table);
        }
    }

    private void orphans(String table, String condition, String problem) throws SQLException {
        String rooms = "SELECT DISTINCT room FROM " + table + " WHERE room " + condition;
        connection
                .all(rooms, row -> row.getLong(1))
                .forEach(id -> found("the room with the number " + id + ' ' + problem));
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            found(otherwise);
        }
    }

    private void found(String problem) {
        if (problems.size() < MOST) {
            problems.add(problem);
        }
    }

    /** A part of the check that may fail. */
    private interface Part {
        void check() throws SQLException;
    }

    private void attempt(String what, Part part) {
        try {
            part.check();
        } catch (SQLException unreadable) {
            found(what + " cannot be read: " + Sqlite.explain(unreadable));
        } catch (RuntimeException nonsense) {
            found(what + " is inconsistent: " + nonsense.getMessage());
        }
    }
}
