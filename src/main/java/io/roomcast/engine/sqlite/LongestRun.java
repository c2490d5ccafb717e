package io.roomcast.engine.sqlite;

import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.LogExtent.Epoch;
import io.roomcast.room.log.Position;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The longest intact run of one log's events in a damaged store. If events are missing without a trace, no run spans
 * the hole. Immutable.
 *
 * @param first the run's first offset
 * @param last its last offset; less than the first if nothing is left
 * @param whole whether nothing at all is missing
 */
record LongestRun(long first, long last, long events, boolean whole) {
    private static final int TYPE = 5;
    private static final int DATA = 6;
    private static final int RECIPIENTS = 8;
    private static final int META = 9;

    /** Returns the statement that selects a log's events between two offsets, whatever version the store is of. */
    static String range(StoreConnection connection) throws SQLException {
        return "SELECT " + EventRow.columns(connection)
                + " FROM events WHERE room = ? AND number BETWEEN ? AND ? ORDER BY number";
    }

    /**
     * Finds the longest run.
     *
     * @param range see {@link #range}
     * @param row the store's row of the log
     * @param holes whether holes are allowed: those of trimmed private events, if it is known whose they were
     * @param beat is called for each event
     */
    static LongestRun of(StoreConnection connection, String range, LogRow row, boolean holes, Runnable beat) {
        long failed = row.extent().oldest() - 1;
        Scan all = new Scan(connection, row, holes, beat).read(range, failed + 1, Long.MAX_VALUE);
        if (!all.failed) {
            boolean complete = all.seen == row.events();
            return complete || !holes
                    ? all.longest(all.longest.events() == row.events())
                    // Some are missing, and it cannot be told which holes come from these.
                    : of(connection, range, row, false, beat);
        }
        LongestRun longest = all.longest(false);
        failed = Math.max(failed, all.last);
        // Search behind the failure in growing steps, and read the run that is found from its beginning.
        for (long step = 1; failed + step <= row.extent().head(); ) {
            Scan back = new Scan(connection, row, true, beat).read(range + " DESC", failed + 1, failed + step);
            if (back.seen > 0) {
                Scan run = new Scan(connection, row, holes, beat).read(range, back.last, Long.MAX_VALUE);
                longest = run.longest.events() > longest.events() ? run.longest(false) : longest;
                failed = Math.max(failed + step, run.last);
                step = 1;
            } else {
                long rest = row.extent().head() - failed;
                step = step < rest ? Math.min(2 * step, rest) : rest + 1;
            }
        }
        return longest;
    }

    /** Returns how far the log reaches if only this run is kept. */
    LogExtent extent(LogExtent extent) {
        if (whole) {
            return last <= extent.head()
                    ? extent
                    : extent.grownTo(new Position(extent.end().epoch(), last));
        }
        long oldest = events == 0 ? extent.oldest() : first;
        long head = events == 0 ? oldest - 1 : last;
        List<Epoch> begun = extent.epochs().stream()
                .filter(epoch ->
                        epoch.after() < head || epoch.equals(extent.epochs().get(0)))
                .toList();
        return new LogExtent(begun, oldest, head);
    }

    /** Returns a sentence for the server's log about what is not in this run. */
    String lostOf(LogRow row) {
        String room = "the room " + row.name() + " lost ";
        if (events == 0) {
            return room + "all of its " + row.events() + " events, from offset "
                    + row.extent().oldest() + " on";
        }
        boolean front = first > row.extent().oldest();
        boolean end = last < row.extent().head();
        boolean known = row.events() > 0;
        return room
                + (known ? (row.events() - events) + " events" : "its extent and epochs")
                + (known && front ? " before offset " + first : "")
                + (front && end ? " and" : "")
                + (end ? " from offset " + (last + 1) + " on" : "");
    }

    /** Whether a column is what was written: a page that is missing in the middle of a row leaves zeros. */
    static boolean isText(ResultSet found, int column) throws SQLException {
        byte[] bytes = found.getBytes(column);
        if (bytes == null) {
            return true;
        }
        for (byte one : bytes) {
            if (one >= 0 && one < ' ') {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException garbage) {
            return false;
        }
    }

    /** One read, up to the first event that is damaged. */
    private static final class Scan {
        private final StoreConnection connection;
        private final LogRow row;
        private final boolean holes;
        private final Runnable beat;
        private boolean failed;
        private long seen;
        private long first;
        private long last;
        private long events;
        private LongestRun longest = new LongestRun(1, 0, 0, false);

        private Scan(StoreConnection connection, LogRow row, boolean holes, Runnable beat) {
            this.connection = connection;
            this.row = row;
            this.holes = holes;
            this.beat = beat;
        }

        private Scan read(String sql, long from, long to) {
            try {
                connection.each(
                        sql,
                        found -> {
                            failed = !areTexts(found);
                            if (!failed) {
                                take(EventRow.read(found, row.name(), "").offset());
                                beat.run();
                            }
                            return !failed;
                        },
                        row.id(),
                        from,
                        to);
            } catch (SQLException | RuntimeException unreadable) {
                failed = true;
            }
            close();
            return this;
        }

        private static boolean areTexts(ResultSet found) throws SQLException {
            return isText(found, TYPE) && isText(found, DATA) && isText(found, RECIPIENTS) && isText(found, META);
        }

        private void take(long number) {
            seen++;
            if (events > 0 && !holes && number != last + 1) {
                close();
                events = 0;
            }
            first = events == 0 ? number : first;
            last = number;
            events++;
        }

        private void close() {
            if (events > longest.events()) {
                longest = new LongestRun(first, last, events, false);
            }
        }

        private LongestRun longest(boolean whole) {
            return new LongestRun(longest.first(), longest.last(), longest.events(), whole);
        }
    }
}
