package io.roomcast.engine.sqlite;

import io.roomcast.room.log.Event;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Start;
import io.roomcast.room.log.StoredPage;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one room's log in one snapshot: its extent, pages, and where a reader begins. Used by a read thread. */
final class LogPages {
    private static final String AFTER = "SELECT " + EventRow.COLUMNS
            + " FROM events WHERE room = ? AND number > ? AND number <= ? ORDER BY number LIMIT ?";
    private static final String BACK =
            "SELECT " + EventRow.COLUMNS + " FROM events WHERE room = ? AND number <= ? ORDER BY number DESC";
    private static final String AT =
            "SELECT number, at FROM events WHERE room = ? AND number >= ? ORDER BY number LIMIT 1";
    private static final String FIRST_SINCE =
            "SELECT number FROM events WHERE room = ? AND at >= ? ORDER BY number LIMIT 1";
    private static final int ROWS_AT_ONCE = 1000;
    private static final long BYTES_AT_ONCE = 1 << 20;
    private static final String LOST = "SELECT member, number FROM lost WHERE room = ? AND number > ?";

    private final StoreConnection connection;
    private final String room;
    /** The number of the room, 0 if the store has none of this name. */
    private final long id;

    private final long losses;
    private final LogExtent extent;

    LogPages(StoreConnection connection, String room) throws SQLException {
        this.connection = connection;
        this.room = room;
        Optional<LogRow> row = LogRow.find(connection, room);
        this.id = row.map(LogRow::id).orElse(0L);
        this.losses = row.map(LogRow::losses).orElse(0L);
        this.extent = row.map(LogRow::extent).orElse(LogExtent.UNBORN);
    }

    LogExtent extent() {
        return extent;
    }

    /** Reads a page from where its start says; {@link LastSearch} finds the last ones. */
    StoredPage read(Start start, int count, long bytes) throws SQLException {
        if (start instanceof Start.After after) {
            long from = Math.max(after.position().offset(), extent.oldest() - 1);
            return page(from, after.position().offset(), extent.head(), count, bytes);
        }
        if (start instanceof Start.Since since) {
            return page(before(since.at()), extent.head(), count, bytes);
        }
        return page(extent.head(), extent.head(), count, bytes);
    }

    /** Returns what follows an offset, up to an end. */
    StoredPage page(long from, long end, int count, long bytes) throws SQLException {
        return page(from, from, end, count, bytes);
    }

    /** Returns what follows an offset, up to an end, for a reader that has everything up to {@code behind}. */
    private StoredPage page(long from, long behind, long end, int count, long bytes) throws SQLException {
        if (id == 0) {
            return new StoredPage(extent, from, from, List.of(), Map.of());
        }
        List<Event> events = new ArrayList<>();
        boolean[] more = {false};
        long[] size = {0};
        connection.each(
                AFTER,
                found -> {
                    String own = extent.position(found.getLong(1)).epoch();
                    boolean first = events.isEmpty();
                    more[0] = events.size() >= count
                            || size[0] >= bytes
                            || (!first && !own.equals(events.get(0).position().epoch()));
                    if (more[0]) {
                        return false;
                    }
                    Event event = EventRow.read(found, room, own);
                    events.add(event);
                    size[0] += event.size();
                    return true;
                },
                id,
                from,
                end,
                count + 1);
        long upTo = more[0] ? events.get(events.size() - 1).offset() : end;
        return new StoredPage(extent, from, Math.max(from, upTo), events, lostAfter(behind));
    }

    private Map<String, Long> lostAfter(long offset) throws SQLException {
        Map<String, Long> lost = new HashMap<>();
        if (losses > 0) {
            connection.each(LOST, found -> lost.put(found.getString(1), found.getLong(2)) == null, id, offset);
        }
        return lost;
    }

    /**
     * The result of a look back.
     *
     * @param before the offset before the last event that was looked at
     * @param seen how many were for the reader
     * @param isAll whether there is nothing before
     */
    record Look(long before, int seen, boolean isAll) {}

    /** Looks back from an offset until so many events are for the reader, but not at more than a bounded part. */
    Look lookBack(long from, String reader, int wanted) throws SQLException {
        int[] seen = {0};
        int[] rows = {0};
        long[] bytes = {0};
        long[] before = {Math.min(from, extent.oldest() - 1)};
        boolean[] stopped = {false};
        connection.each(
                BACK,
                found -> {
                    Event event = EventRow.read(found, room, "");
                    seen[0] += event.isFor(reader) ? 1 : 0;
                    bytes[0] += event.size();
                    before[0] = event.offset() - 1;
                    stopped[0] = seen[0] == wanted || ++rows[0] == ROWS_AT_ONCE || bytes[0] >= BYTES_AT_ONCE;
                    return !stopped[0];
                },
                id,
                from);
        return stopped[0]
                ? new Look(before[0], seen[0], false)
                : new Look(Math.min(from, extent.oldest() - 1), seen[0], true);
    }

    /**
     * Returns the offset right before the first event at or after this time: by a binary search, as long as times never
     * decreased in this store.
     */
    private long before(Instant at) throws SQLException {
        if (StoreProperty.SET_BACK.in(connection) > 0) {
            long first = connection
                    .first(FIRST_SINCE, one -> one.getLong(1), id, at.toEpochMilli())
                    .orElse(extent.head() + 1);
            return Math.max(first, extent.oldest()) - 1;
        }
        long low = extent.oldest();
        long high = extent.head() + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            Optional<long[]> found =
                    connection.first(AT, one -> new long[] {one.getLong(1), one.getLong(2)}, id, middle);
            if (found.isEmpty() || found.get()[1] >= at.toEpochMilli()) {
                high = middle;
            } else {
                low = found.get()[0] + 1;
            }
        }
        return Math.min(low - 1, extent.head());
    }
}
