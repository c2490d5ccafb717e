package io.roomcast.engine.jdbc;

import io.roomcast.room.log.Position;
import io.roomcast.room.log.Span;
import io.roomcast.room.log.Span.Epoch;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * The longest whole run of one log's events in a store that is damaged. Where events are missing without a trace, no run
 * reaches over the hole. Immutable.
 *
 * @param first the run's first offset
 * @param last its last; less than the first where nothing is left
 * @param whole whether nothing at all is missing
 */
record WholeRun(long first, long last, long events, boolean whole) {
    private static final int TYPE = 5;
    private static final int DATA = 6;
    private static final int RECIPIENTS = 8;
    private static final int META = 9;

    /** How the events of a log from one offset to another are asked for, whatever version the store is of. */
    static String range(Link link) throws SQLException {
        return "SELECT " + EventRow.columns(link)
                + " FROM events WHERE room = ? AND number BETWEEN ? AND ? ORDER BY number";
    }

    /**
     * Looks for it.
     *
     * @param range see {@link #range}
     * @param row what the store says of the log
     * @param holes whether there may be some: of private events that were let go of, and it is known whose they were
     * @param beat is called for each event
     */
    static WholeRun of(Link link, String range, LogRow row, boolean holes, Runnable beat) {
        long failed = row.span().oldest() - 1;
        Scan all = new Scan(link, row, holes, beat).read(range, failed + 1, Long.MAX_VALUE);
        if (!all.failed) {
            boolean complete = all.seen == row.events();
            return complete || !holes
                    ? all.longest(all.longest.events() == row.events())
                    // Some are missing, and nobody can tell which holes are of these.
                    : of(link, range, row, false, beat);
        }
        WholeRun longest = all.longest(false);
        failed = Math.max(failed, all.last);
        // What lies behind it is looked for in bigger and bigger steps, and read from where it begins.
        for (long step = 1; failed + step <= row.span().head(); ) {
            Scan back = new Scan(link, row, true, beat).read(range + " DESC", failed + 1, failed + step);
            if (back.seen > 0) {
                Scan run = new Scan(link, row, holes, beat).read(range, back.last, Long.MAX_VALUE);
                longest = run.longest.events() > longest.events() ? run.longest(false) : longest;
                failed = Math.max(failed + step, run.last);
                step = 1;
            } else {
                long rest = row.span().head() - failed;
                step = step < rest ? Math.min(2 * step, rest) : rest + 1;
            }
        }
        return longest;
    }

    /** How far the log reaches when only this run is kept. */
    Span span(Span span) {
        if (whole) {
            return last <= span.head()
                    ? span
                    : span.grownTo(new Position(span.end().epoch(), last));
        }
        long oldest = events == 0 ? span.oldest() : first;
        long head = events == 0 ? oldest - 1 : last;
        List<Epoch> told = span.epochs().stream()
                .filter(epoch ->
                        epoch.after() < head || epoch.equals(span.epochs().get(0)))
                .toList();
        return new Span(told, oldest, head);
    }

    /** What is not in this run, in a sentence for the log. */
    String lostOf(LogRow row) {
        String room = "the room " + row.name() + " lost ";
        if (events == 0) {
            return room + "all of its " + row.events() + " events, from offset "
                    + row.span().oldest() + " on";
        }
        boolean front = first > row.span().oldest();
        boolean end = last < row.span().head();
        boolean known = row.events() > 0;
        return room
                + (known ? (row.events() - events) + " events" : "what is told of it beside its events")
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

    /** One reading, up to the first event that is not whole. */
    private static final class Scan {
        private final Link link;
        private final LogRow row;
        private final boolean holes;
        private final Runnable beat;
        private boolean failed;
        private long seen;
        private long first;
        private long last;
        private long events;
        private WholeRun longest = new WholeRun(1, 0, 0, false);

        private Scan(Link link, LogRow row, boolean holes, Runnable beat) {
            this.link = link;
            this.row = row;
            this.holes = holes;
            this.beat = beat;
        }

        private Scan read(String sql, long from, long to) {
            try {
                link.each(
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
                longest = new WholeRun(first, last, events, false);
            }
        }

        private WholeRun longest(boolean whole) {
            return new WholeRun(longest.first(), longest.last(), longest.events(), whole);
        }
    }
}
