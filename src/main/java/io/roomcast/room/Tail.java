package io.roomcast.room;

import io.roomcast.room.budget.RingBudget;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.StoredPage;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest events of one room, shared by all its cursors, and how far its log is known to reach. It holds consecutive
 * events up to the head; earlier ones are read from the log. The engine's threads and the room's strand write, pumps
 * read. Methods that hold the lock hold it briefly, and do no I/O.
 */
final class Tail {
    private static final int SMALLEST = 8;

    private final String room;
    private final int capacity;
    private final RingBudget budget;
    private Event[] ring = new Event[0];
    private long[] taken = new long[0]; // by each event in the ring, of the budget
    private long first = 1;
    private long uncounted = 1; // the first event whose forms are not counted yet
    private volatile LogExtent extent = LogExtent.UNBORN;
    private long changes;
    private long cleared;
    private volatile Page newest; // null until the newest events are read

    Tail(String room, int capacity, RingBudget budget) {
        this.room = room;
        this.capacity = capacity;
        this.budget = budget;
    }

    /** Returns how far the log reaches. Every reader asks for each delivery, so it takes no lock. */
    LogExtent extent() {
        return extent;
    }

    /** Whether it reaches as far as this, in the same log. */
    synchronized boolean knows(Position head) {
        return extent.isBorn() && extent.position(head.offset()).equals(head) && head.offset() <= extent.head();
    }

    /** Returns how often it changed. Asked before the log is, for {@link #take}. */
    synchronized long changes() {
        return changes;
    }

    /**
     * Adds announced events that the log has in this order, skipping known ones. False if they do not continue the
     * tail, so that the log must be read.
     */
    synchronized boolean add(List<Event> events) {
        for (Event event : events) {
            if (event.offset() > extent.head() && !goesOn(event)) {
                return false;
            }
            if (event.offset() > extent.head()) {
                grow(event);
            } else if (!extent.position(event.offset()).equals(event.position())) {
                return false;
            }
        }
        return true;
    }

    /** Any epoch but the newest is looked up, never guessed: even the first event may be of a log that was removed. */
    private boolean goesOn(Event event) {
        return event.offset() == extent.head() + 1 && extent.isOfNewestEpoch(event.position());
    }

    private void grow(Event event) {
        changes++;
        // Before the extent: a reader that has seen the new one must not get the old page.
        newest = null;
        countForms();
        extent = extent.grownTo(event.position());
        if (makeRoomFor(event)) {
            put(event, event.size());
        } else {
            forget();
        }
    }

    /**
     * Takes over how far a page says that the log reaches, with its events. False if there is more behind it, or if the
     * tail changed since the log was asked and the page is of another log.
     */
    synchronized boolean take(StoredPage page, long asked) {
        LogExtent seen = page.extent();
        if (asked < cleared) {
            // It was read before the log was removed.
            return false;
        }
        if (!seen.continues(extent)) {
            if (asked == changes) {
                become(seen);
                return true;
            }
            // An older state of the same log is no other log: what is known of it is newer.
            return seen.isBorn() && extent.continues(seen);
        }
        if (seen.head() == extent.head()) {
            extent = new LogExtent(seen.epochs(), Math.max(seen.oldest(), extent.oldest()), extent.head());
            return true;
        }
        return page.upTo() > extent.head() && takeNews(page);
    }

    /** Takes a page that reaches further. Events that do not continue the tail are read when they are needed. */
    private boolean takeNews(StoredPage page) {
        LogExtent seen = page.extent();
        long before = extent.head();
        if (page.after() > before && page.after() >= seen.oldest() && seen.head() - before <= capacity) {
            return false;
        }
        for (Event event : page.events()) {
            if (event.offset() == extent.head() + 1) {
                extent = seen.upTo(extent.head());
                grow(event);
            }
        }
        long missing = seen.head() - extent.head();
        if (missing > 0 && (extent.head() == before || page.upTo() == seen.head() || missing > capacity)) {
            become(seen);
        }
        return extent.head() >= seen.head();
    }

    /** Takes over how far the log reached when it was opened, unless the tail changed meanwhile. */
    synchronized boolean open(LogExtent seen, long asked) {
        boolean newest = asked == changes;
        if (newest) {
            become(seen);
        }
        return newest;
    }

    /** Reaches as far as this; the events are read from the log when they are needed. */
    private void become(LogExtent seen) {
        changes++;
        newest = null;
        extent = seen;
        forget();
    }

    private void put(Event event, long bytes) {
        if (extent.head() - first == ring.length) {
            widen();
        }
        ring[slot(event.offset())] = event;
        taken[slot(event.offset())] = bytes;
    }

    /** Counts the forms of the events that were added last: by now their readers have had them made. */
    private void countForms() {
        for (long at = Math.max(uncounted, first); at <= extent.head(); at++) {
            long all = ring[slot(at)].sizeWithForms();
            budget.give(taken[slot(at)] - all);
            taken[slot(at)] = all;
        }
        uncounted = extent.head() + 1;
    }

    /** Drops the oldest events until this one fits; false if the shared budget has no room for it at all. */
    private boolean makeRoomFor(Event event) {
        // The extent has grown already, but the new event is not held yet.
        while (extent.head() - first >= capacity) {
            dropOldest();
        }
        while (!budget.take(event.size())) {
            if (first == extent.head()) {
                return false;
            }
            dropOldest();
        }
        return true;
    }

    private void dropOldest() {
        budget.give(taken[slot(first)]);
        ring[slot(first)] = null;
        first++;
    }

    private void widen() {
        Event[] old = ring;
        long[] before = taken;
        ring = new Event[Math.max(SMALLEST, old.length * 2)];
        taken = new long[ring.length];
        for (int index = 0; index < old.length; index++) {
            put(old[index], before[index]);
        }
    }

    private int slot(long offset) {
        return (int) (offset & (ring.length - 1));
    }

    /**
     * Returns the events after an offset: at most {@code count}, about {@code bytes}, of one epoch. If not all are here,
     * it is {@link Page#NONE}. Most readers ask for the newest events, and get them without the lock.
     */
    Page after(long offset, int count, long bytes) {
        Page page = newest;
        return isAnswer(page, offset, count) ? page : held(offset, count, bytes);
    }

    private static boolean isAnswer(Page page, long offset, int count) {
        return page != null && page.after() == offset && page.length() <= count;
    }

    private synchronized Page held(long offset, int count, long bytes) {
        if (offset + 1 < first || offset >= extent.head()) {
            return Page.NONE;
        }
        if (isAnswer(newest, offset, count)) {
            return newest;
        }
        Page page = page(offset, count, bytes);
        if (page.length() < count) {
            newest = page;
        }
        return page;
    }

    private Page page(long offset, int count, long bytes) {
        List<Event> events = new ArrayList<>();
        long size = 0;
        long last = extent.endOfEpochAfter(offset);
        for (long at = offset + 1; at <= last && events.size() < count && size < bytes; at++) {
            Event event = ring[slot(at)];
            events.add(event);
            size += event.size();
        }
        Position end = events.get(events.size() - 1).position();
        return new Page(room, offset, events, end);
    }

    /** Whether the tail has everything behind this offset. */
    synchronized boolean covers(long offset) {
        return offset + 1 >= first && offset <= extent.head();
    }

    /** Returns when the event after this offset was written, in milliseconds; 0 if it is no longer here. */
    synchronized long writtenAfter(long offset) {
        boolean isHeld = covers(offset) && offset < extent.head();
        return isHeld ? ring[slot(offset + 1)].at().toEpochMilli() : 0;
    }

    /** Drops all events; the extent stays known. */
    synchronized void forget() {
        for (int slot = 0; slot < ring.length; slot++) {
            budget.give(ring[slot] == null ? 0 : taken[slot]);
        }
        ring = new Event[0];
        taken = new long[0];
        first = extent.head() + 1;
        uncounted = first;
        newest = null;
    }

    /** Starts over: the log was removed. */
    synchronized void clear() {
        newest = null;
        extent = LogExtent.UNBORN;
        forget();
        changes++;
        cleared = changes;
    }
}
