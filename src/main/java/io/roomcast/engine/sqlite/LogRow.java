package io.roomcast.engine.sqlite;

import io.roomcast.room.log.Event;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.LogExtent.Epoch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * One log's row in the table of rooms. Immutable.
 *
 * @param generation the store's generation when the newest epoch began
 * @param at when its newest event was written
 * @param oldestAt when its oldest kept event was written
 * @param members how many members are known in the room
 * @param losses how many of them lost private events
 */
public record LogRow(
        long id,
        String name,
        LogExtent extent,
        long generation,
        long at,
        long oldestAt,
        Amount publics,
        Amount privates,
        long members,
        long losses) {
    static final String COLUMNS = "id, name, epochs, generation, oldest, head, at, oldest_at, events, bytes,"
            + " privates, private_bytes, members, losses";
    private static final String BY_NAME = "SELECT " + COLUMNS + " FROM rooms WHERE name = ?";
    /** Selects the rows after an id, up to a number. */
    public static final String BY_ID = "SELECT " + COLUMNS + " FROM rooms WHERE id > ? ORDER BY id LIMIT ?";

    private static final String OTHERS = "SELECT (SELECT COUNT(*) FROM members WHERE room = ?1),"
            + " (SELECT COUNT(*) FROM lost WHERE room = ?1),"
            + " MAX((SELECT COALESCE(MAX(number), 0) FROM ids WHERE room = ?1),"
            + " (SELECT COALESCE(MAX(number), 0) FROM lost WHERE room = ?1))";

    private static final String WRITE = "INSERT INTO rooms (" + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            + " epochs = excluded.epochs, generation = excluded.generation, oldest = excluded.oldest,"
            + " head = excluded.head, at = excluded.at, oldest_at = excluded.oldest_at, events = excluded.events,"
            + " bytes = excluded.bytes, privates = excluded.privates, private_bytes = excluded.private_bytes,"
            + " members = excluded.members, losses = excluded.losses";

    /** A number of events and their bytes. */
    public record Amount(long events, long bytes) {
        public static final Amount NONE = new Amount(0, 0);

        public Amount plus(Event event) {
            return new Amount(events + 1, bytes + event.size());
        }

        Amount minus(Event event) {
            return new Amount(events - 1, bytes - event.size());
        }
    }

    /** Returns the row of a log without events. */
    static LogRow fresh(long id, String name, LogExtent extent, long generation) {
        return new LogRow(id, name, extent, generation, 0, 0, Amount.NONE, Amount.NONE, 0, 0);
    }

    static Optional<LogRow> find(StoreConnection connection, String name) throws SQLException {
        return connection.first(BY_NAME, LogRow::of, name);
    }

    /**
     * Returns the log of the current row.
     *
     * @throws SQLException also if the columns make no sense; that counts as damage
     */
    public static LogRow of(ResultSet row) throws SQLException {
        return new LogRow(
                row.getLong(1),
                Damage.text(row, 2),
                new LogExtent(epochs(Damage.text(row, 3)), row.getLong(5), row.getLong(6)),
                row.getLong(4),
                row.getLong(7),
                row.getLong(8),
                new Amount(row.getLong(9), row.getLong(10)),
                new Amount(row.getLong(11), row.getLong(12)),
                row.getLong(13),
                row.getLong(14));
    }

    /** Returns the epochs as one column: {@code name:after} pairs with spaces between; empty if unborn. */
    private static String text(List<Epoch> epochs) {
        List<String> parts = new ArrayList<>();
        for (Epoch epoch : epochs) {
            parts.add(epoch.name() + ':' + epoch.after());
        }
        return String.join(" ", parts);
    }

    private static List<Epoch> epochs(String text) throws SQLException {
        List<Epoch> epochs = new ArrayList<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            epochs.add(epoch(part));
        }
        return epochs;
    }

    private static Epoch epoch(String text) throws SQLException {
        int colon = text.lastIndexOf(':');
        try {
            return new Epoch(text.substring(0, colon), Long.parseLong(text.substring(colon + 1)));
        } catch (IndexOutOfBoundsException | NumberFormatException garbage) {
            throw Damage.nonsense("the epochs of a room are garbage", garbage);
        }
    }

    void write(StoreConnection connection) throws SQLException {
        connection.update(WRITE, values());
    }

    private Object[] values() {
        return new Object[] {
            id,
            name,
            text(extent.epochs()),
            generation,
            extent.oldest(),
            extent.head(),
            at,
            oldestAt,
            publics.events(),
            publics.bytes(),
            privates.events(),
            privates.bytes(),
            members,
            losses
        };
    }

    /** Returns the columns in which the other rows of the log say something else, with both values. */
    public List<String> differences(LogRow other) {
        String[] columns = COLUMNS.split(", *", -1);
        Object[] mine = values();
        Object[] theirs = other.values();
        return IntStream.range(0, mine.length)
                .filter(column -> !mine[column].equals(theirs[column]))
                .mapToObj(column -> columns[column] + " = " + mine[column] + ", but its rows say " + theirs[column])
                .toList();
    }

    /**
     * Returns the row as the other rows of the log have it: with what these add up to, and an extent that holds them.
     *
     * @param columns see {@link EventRow#columns}
     * @param eachEvent is called with each event, in their order
     */
    public LogRow recounted(StoreConnection connection, String columns, Consumer<Event> eachEvent) throws SQLException {
        LogRow[] counted = {withEvents(extent, Amount.NONE, Amount.NONE)};
        long[] newest = {0};
        connection.each(
                "SELECT " + columns + " FROM events WHERE room = ? ORDER BY number",
                found -> {
                    Event event = EventRow.read(found, name, "");
                    counted[0] =
                            counted[0].widenedTo(event.offset(), event.offset()).plus(event);
                    newest[0] = event.offset();
                    eachEvent.accept(event);
                    return true;
                },
                id);
        if (newest[0] < extent.head()) {
            // The newest event was private, and is not kept.
            counted[0] = counted[0].withTimes(counted[0].oldestAt(), Math.max(at, counted[0].at()));
        }
        return connection
                .first(
                        OTHERS,
                        // An id outlives its event, so it says nothing about the oldest.
                        found -> counted[0]
                                .withMembers(found.getLong(1), found.getLong(2))
                                .widenedTo(counted[0].extent().oldest(), found.getLong(3)),
                        id)
                .orElseThrow();
    }

    private LogRow widenedTo(long from, long to) {
        LogExtent wider = new LogExtent(extent.epochs(), Math.min(extent.oldest(), from), Math.max(extent.head(), to));
        return withEvents(wider, publics, privates);
    }

    /** Returns the same log with one more event, which is the newest. */
    LogRow plus(Event event) {
        boolean hidden = event.content().isPrivate();
        long millis = event.at().toEpochMilli();
        return withEvents(extent, hidden ? publics : publics.plus(event), hidden ? privates.plus(event) : privates)
                .withTimes(events() == 0 ? millis : oldestAt, millis);
    }

    /** Returns the same log after its events changed. */
    LogRow withEvents(LogExtent now, Amount nowPublic, Amount nowPrivate) {
        return new LogRow(id, name, now, generation, at, oldestAt, nowPublic, nowPrivate, members, losses);
    }

    /** Returns the same log with the bytes of another row. */
    public LogRow withBytesOf(LogRow other) {
        return withEvents(
                extent,
                new Amount(publics.events(), other.publics.bytes()),
                new Amount(privates.events(), other.privates.bytes()));
    }

    /** Returns the same log with its newest and its oldest event written at these times. */
    LogRow withTimes(long oldest, long newest) {
        return new LogRow(id, name, extent, generation, newest, oldest, publics, privates, members, losses);
    }

    LogRow withGeneration(long now) {
        return new LogRow(id, name, extent, now, at, oldestAt, publics, privates, members, losses);
    }

    LogRow withMembers(long nowMembers, long nowLosses) {
        return new LogRow(id, name, extent, generation, at, oldestAt, publics, privates, nowMembers, nowLosses);
    }

    /** Returns roughly how many bytes it takes. */
    public long bytes() {
        return publics.bytes() + privates.bytes();
    }

    public long events() {
        return publics.events() + privates.events();
    }
}
