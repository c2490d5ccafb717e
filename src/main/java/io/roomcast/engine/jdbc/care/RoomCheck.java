package io.roomcast.engine.jdbc.care;

import io.roomcast.engine.jdbc.EventRow;
import io.roomcast.engine.jdbc.Link;
import io.roomcast.engine.jdbc.LogRow;
import io.roomcast.engine.jdbc.LogRow.Amount;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Span;
import io.roomcast.room.log.Span.Epoch;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Whether what is told of one room agrees with its rows. Used by one thread. */
final class RoomCheck {
    private final Link link;
    private final LogRow row;
    private final String columns;
    private final Consumer<String> problems;
    private Amount publics = Amount.NONE;
    private Amount privates = Amount.NONE;
    private long firstAt;
    private long lastAt;

    /** @param columns of events, as this store has them */
    RoomCheck(Link link, LogRow row, String columns, Consumer<String> problems) {
        this.link = link;
        this.row = row;
        this.columns = columns;
        this.problems = problems;
    }

    /** @param beat is called for each event */
    void look(Runnable beat) throws SQLException {
        epochs();
        Span span = row.span();
        expect(
                span.oldest() >= 1 && span.oldest() <= span.head() + 1,
                "keeps events from offset " + span.oldest() + " on, and its head is " + span.head());
        link.each(
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
        expect(row.span().isBorn() || row.span().head() == 0, "has events and no epoch");
        Set<String> names = new HashSet<>();
        long before = -1;
        for (Epoch epoch : row.span().epochs()) {
            expect(names.add(epoch.name()), "has two epochs " + epoch.name());
            expect(
                    epoch.after() >= before,
                    "has the epoch " + epoch.name() + " behind offset " + epoch.after()
                            + ", which is before the one before it");
            expect(
                    epoch.after() <= row.span().head(),
                    "has the epoch " + epoch.name() + " behind offset " + epoch.after() + ", and its head is "
                            + row.span().head());
            before = epoch.after();
        }
    }

    private void take(Event event) {
        Span span = row.span();
        long at = event.at().toEpochMilli();
        expect(
                event.offset() >= span.oldest() && event.offset() <= span.head(),
                "has an event at offset " + event.offset() + ", and reaches from " + span.oldest() + " to "
                        + span.head());
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
                    last <= row.span().head(),
                    "has rows of " + table + " up to offset " + last + ", and its head is "
                            + row.span().head());
        }
    }

    private long number(String sql) throws SQLException {
        return link.first(sql, found -> found.getLong(1), row.id()).orElseThrow();
    }

    private void agree(String what, long told, long found) {
        expect(told == found, "is said to have " + told + " " + what + ", and has " + found);
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            problems.accept("the room " + row.name() + " " + otherwise);
        }
    }
}
