package io.roomcast.engine.jdbc.care;

import io.roomcast.engine.jdbc.EventRow;
import io.roomcast.engine.jdbc.Facts;
import io.roomcast.engine.jdbc.Link;
import io.roomcast.engine.jdbc.LogRow;
import io.roomcast.engine.jdbc.Sqlite;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Looks at everything in one snapshot of a store and says what is wrong, each in a sentence. Used by one thread. */
final class Check {
    private static final int MOST = 100;
    private static final List<String> TABLES = List.of("events", "ids", "members", "lost");

    private final Link link;
    private final Consumer<String> say;
    private final List<String> problems = new ArrayList<>();
    private long rooms;
    private long events;
    private long bytes;

    /** @param say is told how far it has come, if it takes long */
    Check(Link link, Consumer<String> say) {
        this.link = link;
        this.say = say;
    }

    /** The first hundred of them; none if all is well. */
    List<String> problems() {
        attempt("its pages", this::pages);
        attempt("what it says of itself", this::facts);
        attempt("the table of rooms", this::rooms);
        return problems;
    }

    /** How much was looked at. */
    String amount() {
        return rooms + " rooms, " + events + " events, " + bytes + " bytes";
    }

    private void pages() throws SQLException {
        Progress progress = new Progress("check of the pages", say);
        for (String fault : Sqlite.faults(link, MOST, progress::goesOn)) {
            found("SQLite finds: " + fault);
        }
    }

    private void facts() throws SQLException {
        for (Facts fact : List.of(Facts.KEY, Facts.NAME, Facts.RUN)) {
            if (fact.text(link).isEmpty()) {
                found("the store does not say its " + fact.key());
            }
        }
    }

    private void rooms() throws SQLException {
        Progress progress = new Progress("check of the rooms", say);
        long all = link.first("SELECT SUM(events + privates) FROM rooms", row -> row.getLong(1))
                .orElse(0L);
        Set<Long> known = new HashSet<>(link.all("SELECT id FROM rooms ORDER BY id", row -> row.getLong(1)));
        String columns = EventRow.columns(link);
        for (long id : known) {
            attempt("the room with the number " + id, () -> room(id, columns, () -> progress.at(events, all)));
        }
        attempt("the table removed", () -> known.addAll(removed(known)));
        for (String table : TABLES) {
            attempt("the table " + table, () -> strangers(table, known));
        }
    }

    /** Rooms whose rows are still being let go of; a store of a former version has none. */
    private List<Long> removed(Set<Long> known) throws SQLException {
        if (link.first("SELECT 1 FROM sqlite_schema WHERE name = 'removed'", row -> true)
                .isEmpty()) {
            return List.of();
        }
        List<Long> removed = link.all("SELECT room FROM removed ORDER BY room", row -> row.getLong(1));
        removed.stream()
                .filter(known::contains)
                .forEach(id -> found("the room with the number " + id + " is there, and is said to be removed"));
        return removed;
    }

    private void room(long id, String columns, Runnable beat) throws SQLException {
        Optional<LogRow> row = link.first(LogRow.BY_ID, LogRow::of, id - 1, 1);
        RoomCheck room = new RoomCheck(link, row.orElseThrow(), columns, this::found);
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
                room = link.first(next, row -> row.getLong(1), room).orElse(0L)) {
            if (room > 0 && !known.contains(room)) {
                found("the table " + table + " has rows of a room that is not there, with the number " + room);
            }
        }
    }

    private void found(String problem) {
        if (problems.size() < MOST) {
            problems.add(problem);
        }
    }

    /** A look that may fail. */
    private interface Look {
        void at() throws SQLException;
    }

    private void attempt(String what, Look look) {
        try {
            look.at();
        } catch (SQLException unreadable) {
            found(what + " cannot be read: " + Sqlite.explain(unreadable));
        } catch (RuntimeException nonsense) {
            found(what + " makes no sense: " + nonsense.getMessage());
        }
    }
}
