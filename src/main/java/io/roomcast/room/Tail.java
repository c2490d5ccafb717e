package io.roomcast.room;

import io.roomcast.room.log.Event;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The newest events of one room, shared by all its cursors, and how far its log is known to reach. It holds a run of
 * consecutive events that ends at the head; whatever lies before is read from the log. The room's strand writes, pumps
 * read: every method holds the lock for a moment and does no I/O.
 */
final class Tail {
    private static final int SMALLEST = 8;

    private final String room;
    private final int capacity;
    private final Budget budget;
    private Event[] ring = new Event[0];
    private long first = 1;
    private Span span = Span.UNBORN;
    private long changes;
    private boolean doubtful;
    private Optional<Page> newest = Optional.empty();

    Tail(String room, int capacity, Budget budget) {
        this.room = room;
        this.capacity = capacity;
        this.budget = budget;
    }

    /** How far the log is known to reach. */
    synchronized Span span() {
        return span;
    }

    /** How often something was appended; asked before the log is, for {@link #reach}. */
    synchronized long changes() {
        return changes;
    }

    /**
     * The log was seen to reach this far, maybe before its newest events came. What we hold stays if it fits; what was
     * seen is out of date if something was appended since the log was asked.
     */
    synchronized void reach(Span seen, long asked) {
        boolean further = seen.head() > span.head();
        if (!further && seen.epochs().equals(span.epochs())) {
            span = new Span(span.epochs(), Math.max(seen.oldest(), span.oldest()), span.head());
            doubtful = false;
        } else if (further || asked == changes) {
            span = seen;
            doubtful = false;
            forget();
        }
    }

    /**
     * Events that were appended, in the order of the log; false where they belong to another log than the one that was
     * seen, which must be looked at again.
     */
    synchronized boolean add(List<Event> events) {
        changes++;
        newest = Optional.empty();
        for (Event event : events) {
            boolean further = event.offset() > span.head();
            boolean ours = further
                    || event.position()
                            .epoch()
                            .equals(span.position(event.offset()).epoch());
            doubtful = doubtful || !ours;
            if (further && !doubtful) {
                add(event);
            }
        }
        return !doubtful;
    }

    private void add(Event event) {
        boolean next = event.offset() == span.head() + 1;
        span = span.grownTo(event.position());
        if (!next || !makeRoomFor(event)) {
            forget();
            return;
        }
        if (size() == ring.length) {
            grow();
        }
        ring[slot(event.offset())] = event;
    }

    /** Drops the oldest until the event fits; false where the shared budget has no room for it at all. */
    private boolean makeRoomFor(Event event) {
        // The span has grown already: the new event is not held yet.
        while (span.head() - first >= capacity) {
            dropOldest();
        }
        while (!budget.take(event.size())) {
            if (first == span.head()) {
                return false;
            }
            dropOldest();
        }
        return true;
    }

    private void dropOldest() {
        int slot = slot(first);
        budget.give(ring[slot].size());
        ring[slot] = null;
        first++;
    }

    /** How many are held once the event at the head is. */
    private int size() {
        return (int) (span.head() - first);
    }

    private void grow() {
        Event[] old = ring;
        ring = new Event[Math.max(SMALLEST, old.length * 2)];
        for (Event event : old) {
            ring[slot(event.offset())] = event;
        }
    }

    private int slot(long offset) {
        return (int) (offset & (ring.length - 1));
    }

    /** What follows an offset, if it is all here: at most so many events, about so many bytes, of one epoch. */
    synchronized Optional<Page> after(long offset, int count, long bytes) {
        if (offset + 1 < first || offset >= span.head()) {
            return Optional.empty();
        }
        if (newest.filter(page -> page.after() == offset && page.length() <= count)
                .isPresent()) {
            return newest;
        }
        Page page = page(offset, count, bytes);
        if (page.length() < count) {
            newest = Optional.of(page);
        }
        return Optional.of(page);
    }

    private Page page(long offset, int count, long bytes) {
        List<Event> events = new ArrayList<>();
        long size = 0;
        long last = span.endOfEpochAfter(offset);
        for (long at = offset + 1; at <= last && events.size() < count && size < bytes; at++) {
            Event event = ring[slot(at)];
            events.add(event);
            size += event.size();
        }
        Position end = events.get(events.size() - 1).position();
        return new Page(room, offset, events, end);
    }

    /** Whether everything behind this offset is here. */
    synchronized boolean covers(long offset) {
        return offset + 1 >= first && offset <= span.head();
    }

    /** When the event after this offset was written, in milliseconds; 0 where it is not here any more. */
    synchronized long writtenAfter(long offset) {
        return offset + 1 >= first && offset < span.head()
                ? ring[slot(offset + 1)].at().toEpochMilli()
                : 0;
    }

    /** Lets go of all events; the span stays known. */
    synchronized void forget() {
        for (Event event : ring) {
            if (event != null) {
                budget.give(event.size());
            }
        }
        ring = new Event[0];
        first = span.head() + 1;
        newest = Optional.empty();
    }

    /** The log was removed. */
    synchronized void clear() {
        forget();
        span = Span.UNBORN;
        first = 1;
        doubtful = false;
        changes++;
    }
}
