package io.roomcast.engine.sqlite.maintenance;

import io.roomcast.engine.sqlite.EventRow;
import io.roomcast.engine.sqlite.LogRow;
import io.roomcast.engine.sqlite.LogRow.Amount;
import io.roomcast.engine.sqlite.StoreConnection;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.LogExtent.Epoch;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Checks whether the row of one room agrees with its other rows. Used by one thread. */
final class RoomCheck {
    private final StoreConnection connection;
    private final LogRow row;
    private final String columns;
    private final Consumer<String> problems;
    private Amount publics = Amount.NONE;
    private Amount privates = Amount.NONE;
    private long firstAt;
    private long lastAt;

    /** @param columns the columns of events in this store */
    RoomCheck(StoreConnection connection, LogRow row, String columns, Consumer<String> problems) {
        this.connection = connection;
        this.row = row;
        this.columns = columns;
        this.problems = problems;
    }

    /** @param beat is called for each event */
    void look(Runnable beat) throws SQLException {
        epochs();
        LogExtent extent = row.extent();
        expect(
                extent.oldest() >= 1 && extent.oldest() <= extent.head() + 1,
                "keeps events from offset " + extent.oldest() + " on, and its head is " + extent.head());
        connection.each(
                "SELECT " + columns + " FROM events WHERE room = ? ORDER BY number",
                found -> {
                    take(EventRow.read(found, row.name(), ""));
                    beat.run();
                    return true;
                },
                row.id());
        amounts();
        others();
    }

    private void epochs() {
        expect(row.extent().isBorn() || row.extent().head() == 0, "has events and no epoch");
        Set<String> names = new HashSet<>();
        long before = -1;
        for (Epoch epoch : row.extent().epochs()) {
            expect(names.add(epoch.name()), "has two epochs " + epoch.name());
            expect(
                    epoch.after() >= before,
                    "has the epoch " + epoch.name() + " behind offset " + epoch.after()
                            + ", which is before the one before it");
            expect(
                    epoch.after() <= row.extent().head(),
                    "has the epoch " + epoch.name() + " behind offset " + epoch.after() + ", and its head is "
                            + row.extent().head());
            before = epoch.after();
        }
    }

    private void take(Event event) {
        LogExtent extent = row.extent();
        long at = event.at().toEpochMilli();
        expect(
                event.offset() >= extent.oldest() && event.offset() <= extent.head(),
                "has an event at offset " + event.offset() + ", and reaches from " + extent.oldest() + " to "
                        + extent.head());
        expect(at >= lastAt, "has an event at offset " + event.offset() + " that is older than the one before it");
        firstAt = row.events() > 0 && publics.events() + privates.events() == 0 ? at : firstAt;
        lastAt = at;
        boolean hidden = event.content().isPrivate();
        publics = hidden ? publics : publics.plus(event);
        privates = hidden ? privates.plus(event) : privates;
    }

    private void amounts() {
        agree("public events", row.publics().events(), publics.events());
        agree("bytes of public events", row.publics().bytes(), publics.bytes());
        agree("private events", row.privates().events(), privates.events());
        agree("bytes of private events", row.privates().bytes(), privates.bytes());
        if (publics.events() + privates.events() > 0) {
            agree("milliseconds as the time of its oldest event", row.oldestAt(), firstAt);
            expect(row.at() >= lastAt, "has an event that is newer than the time of its newest");
        }
    }

    private void others() throws SQLException {
        agree("members", row.members(), number("SELECT COUNT(*) FROM members WHERE room = ?"));
        agree("members who lost private events", row.losses(), number("SELECT COUNT(*) FROM lost WHERE room = ?"));
        for (String table : new String[] {"ids", "lost"}) {
            long last = number("SELECT COALESCE(MAX(number), 0) FROM " + table + " WHERE room = ?");
            expect(
                    last <= row.extent().head(),
                    "has rows of " + table + " up to offset " + last + ", and its head is "
                            + row.extent().head());
        }
    }

    private long number(String sql) throws SQLException {
        return connection.first(sql, found -> found.getLong(1), row.id()).orElseThrow();
    }

    private void agree(String what, long recorded, long found) {
        expect(recorded == found, "is recorded with " + recorded + " " + what + ", and has " + found);
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            problems.accept("the room " + row.name() + " " + otherwise);
        }
    }
}
