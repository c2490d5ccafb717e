package io.roomcast.engine.sqlite;

import io.roomcast.engine.sqlite.LogRow.Amount;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Retention;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Deletes the oldest events of one log, a bounded number at a time. Trimming public events removes everything before
 * them; trimming private ones leaves holes, and it is remembered whose they were. Used by the write thread, in its
 * transaction.
 */
final class Trim {
    /** The maximum number of rows in one transaction: a few milliseconds. */
    private static final int BITE = 500;

    private static final String FIRST =
            "SELECT " + EventRow.COLUMNS + " FROM events WHERE room = ? ORDER BY number LIMIT ?";
    private static final String FIRST_PRIVATE = "SELECT " + EventRow.COLUMNS
            + " FROM events WHERE room = ? AND recipients IS NOT NULL ORDER BY number LIMIT ?";
    private static final String UP_TO = "DELETE FROM events WHERE room = ? AND number <= ?";
    private static final String ONE = "DELETE FROM events WHERE room = ? AND number = ?";
    private static final String OLDEST = "SELECT at FROM events WHERE room = ? ORDER BY number LIMIT 1";
    private static final String LOSE = "INSERT INTO lost (room, member, number) VALUES (?, ?, ?)"
            + " ON CONFLICT (room, member) DO UPDATE SET number = excluded.number";
    private static final String LOSSES = "SELECT COUNT(*) FROM lost WHERE room = ?";
    private static final String FIRST_LOSS = "SELECT MIN(number) FROM lost WHERE room = ?";
    private static final String FOUND = "DELETE FROM lost WHERE room = ? AND number < ?";

    private final StoreConnection connection;
    private final Retention retention;
    private final int bite;

    /** Deletes {@link #BITE} rows at a time, or more if as many have just been added. */
    Trim(StoreConnection connection, Retention retention, int atLeast) {
        this.connection = connection;
        this.retention = retention;
        this.bite = Math.max(BITE, atLeast);
    }

    /** Brings a log nearer to its bounds; what does not fit in one bite is left for the next. */
    LogRow withinBounds(LogRow log) throws SQLException {
        LogRow row = log;
        if (hasTooManyPrivates(row)) {
            row = privates(row);
        }
        if (hasTooMany(row)) {
            row = front(row, this::hasTooMany);
        }
        return row.losses() > retention.members() ? firstLoss(row) : row;
    }

    private boolean hasTooManyPrivates(LogRow row) {
        return row.privates().events() > retention.privateEvents()
                || row.privates().bytes() > retention.privateBytes();
    }

    private boolean hasTooMany(LogRow row) {
        return row.publics().events() > retention.events()
                || (row.publics().bytes() > retention.bytes() && row.events() > 1);
    }

    /** Deletes from the front, private events included, as long as too much is left and the bite lasts. */
    LogRow front(LogRow log, Predicate<LogRow> tooMuch) throws SQLException {
        LogRow row = less(log, (left, next) -> tooMuch.test(left));
        return from(row.events() == 0 ? row.extent().head() + 1 : row.extent().oldest(), row);
    }

    /** Deletes the earliest loss and everything before it for all readers, so that the loss need not be remembered. */
    private LogRow firstLoss(LogRow log) throws SQLException {
        long first = connection
                .first(FIRST_LOSS, found -> found.getLong(1), log.id())
                .orElse(0L);
        LogRow row = less(log, (left, next) -> next.offset() <= first);
        boolean all = log.events() - row.events() < bite;
        return from(all ? first + 1 : row.extent().oldest(), row);
    }

    private LogRow from(long oldest, LogRow row) throws SQLException {
        connection.update(UP_TO, row.id(), oldest - 1);
        long losses = row.losses();
        if (losses > 0 && connection.update(FOUND, row.id(), oldest) > 0) {
            losses = count(row);
        }
        return with(row, oldest, losses);
    }

    /** Returns the log without its oldest events; reads no more of them than go. */
    private LogRow less(LogRow log, BiPredicate<LogRow, Event> goes) throws SQLException {
        LogRow[] left = {log};
        connection.each(
                FIRST,
                found -> {
                    Event event = EventRow.read(found, log.name(), "");
                    left[0] = left[0].withTimes(event.at().toEpochMilli(), log.at());
                    boolean tooMuch = goes.test(left[0], event);
                    left[0] = tooMuch ? without(left[0], event) : left[0];
                    return tooMuch;
                },
                log.id(),
                bite);
        return left[0];
    }

    /** Deletes the oldest private events; reads no more of them than go. */
    private LogRow privates(LogRow log) throws SQLException {
        LogRow[] left = {log};
        List<Event> gone = new ArrayList<>();
        connection.each(
                FIRST_PRIVATE,
                found -> {
                    Event event = EventRow.read(found, log.name(), "");
                    gone.add(event);
                    left[0] = without(left[0], event);
                    return hasTooManyPrivates(left[0]);
                },
                log.id(),
                bite);
        for (Event event : gone) {
            connection.update(ONE, log.id(), event.offset());
            for (String member : event.content().to()) {
                lose(log, event, member);
            }
            lose(log, event, event.from().id());
        }
        return with(left[0], log.extent().oldest(), count(log));
    }

    private void lose(LogRow row, Event event, String member) throws SQLException {
        if (!member.isEmpty() && event.isFor(member)) {
            connection.update(LOSE, row.id(), member, event.offset());
        }
    }

    private long count(LogRow row) throws SQLException {
        return connection.first(LOSSES, found -> found.getLong(1), row.id()).orElse(0L);
    }

    private static LogRow without(LogRow row, Event event) {
        boolean hidden = event.content().isPrivate();
        Amount publics = hidden ? row.publics() : row.publics().minus(event);
        Amount privates = hidden ? row.privates().minus(event) : row.privates();
        LogExtent extent = new LogExtent(
                row.extent().epochs(), event.offset() + 1, row.extent().head());
        return row.withEvents(extent, publics, privates);
    }

    private LogRow with(LogRow row, long oldest, long losses) throws SQLException {
        long at = connection.first(OLDEST, found -> found.getLong(1), row.id()).orElse(row.at());
        LogExtent extent =
                new LogExtent(row.extent().epochs(), oldest, row.extent().head());
        return row.withEvents(extent, row.publics(), row.privates())
                .withTimes(at, row.at())
                .withMembers(row.members(), losses);
    }
}
