package io.roomcast.engine.jdbc;

import io.roomcast.room.log.Position;
import io.roomcast.room.log.Span;
import io.roomcast.room.log.Span.Epoch;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The longest whole run of one log's events in a store that is damaged: from the front up to the first that cannot be
 * read, or from the first that can be read again up to the end. Where events are missing without a trace, no run reaches
 * over the hole. Immutable.
 *
 * @param first the run's first offset
 * @param last its last; less than the first where nothing is left
 * @param whole whether nothing at all is missing
 */
record WholeRun(long first, long last, long events, boolean whole) {
    private static final String FROM =
            "SELECT " + EventRow.COLUMNS + " FROM events WHERE room = ? AND number >= ? ORDER BY number";
    private static final String BACK =
            "SELECT " + EventRow.COLUMNS + " FROM events WHERE room = ? AND number >= ? ORDER BY number DESC";

    /**
     * @param row what the store says of the log
     * @param holes whether there may be some: of private events that were let go of, and it is known whose they were
     * @param beat is called for each event
     */
    static WholeRun of(Link link, LogRow row, boolean holes, Runnable beat) {
        Scan forward = new Scan(link, row, holes, beat);
        forward.read(FROM, 1);
        if (forward.failure.isEmpty()) {
            if (forward.seen == row.events() || !holes) {
                return forward.longest(forward.longest.events() == row.events());
            }
            // Some are missing, and nobody can tell which holes are of these.
            return of(link, row, false, beat);
        }
        Scan backward = new Scan(link, row, holes, beat);
        backward.read(BACK, -1);
        WholeRun front = forward.longest(false);
        WholeRun end = backward.longest(false);
        return end.events() > front.events() ? end : front;
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

    private static final class Scan {
        private final Link link;
        private final LogRow row;
        private final boolean holes;
        private final Runnable beat;
        private Optional<Exception> failure = Optional.empty();
        private long seen;
        private long begin;
        private long end;
        private long events;
        private WholeRun longest = new WholeRun(1, 0, 0, false);

        private Scan(Link link, LogRow row, boolean holes, Runnable beat) {
            this.link = link;
            this.row = row;
            this.holes = holes;
            this.beat = beat;
        }

        private void read(String sql, int step) {
            try {
                link.each(
                        sql,
                        found -> {
                            take(EventRow.read(found, row.name(), "").offset(), step);
                            beat.run();
                            return true;
                        },
                        row.id(),
                        row.span().oldest());
            } catch (SQLException | RuntimeException unreadable) {
                failure = Optional.of(unreadable);
            }
            close();
        }

        private void take(long number, int step) {
            seen++;
            if (events > 0 && !holes && number != end + step) {
                close();
                events = 0;
            }
            begin = events == 0 ? number : begin;
            end = number;
            events++;
        }

        private void close() {
            if (events > longest.events()) {
                longest = new WholeRun(Math.min(begin, end), Math.max(begin, end), events, false);
            }
        }

        private WholeRun longest(boolean whole) {
            return new WholeRun(longest.first(), longest.last(), longest.events(), whole);
        }
    }
}
