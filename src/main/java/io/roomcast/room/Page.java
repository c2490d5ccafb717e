package io.roomcast.room;

import io.roomcast.room.log.Event;
import io.roomcast.room.log.Position;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Consecutive events before any filter, shared by all readers that stand where it begins. Readers that no filter names
 * share one batch; the few that are named get one of their own.
 */
final class Page {
    /** Stands for no page. */
    static final Page NONE = new Page("", 0, List.of(), Position.START);

    private final String room;
    private final long after;
    private final List<Event> events;
    private final Position end;
    private final Set<String> named = new HashSet<>();
    private final Batch shared;

    Page(String room, long after, List<Event> events, Position end) {
        this.room = room;
        this.after = after;
        this.events = events;
        this.end = end;
        for (Event event : events) {
            if (event.content().isFiltered()) {
                named.addAll(event.content().to());
                named.add(event.from().id());
            }
        }
        named.remove("");
        this.shared = batchFor("");
    }

    /** Returns the offset right before its first event. */
    long after() {
        return after;
    }

    /** Returns how many offsets it covers. */
    long length() {
        return end.offset() - after;
    }

    /** Returns the position of a reader that has had all of it. */
    Position end() {
        return end;
    }

    /** Returns what the reader with this id may see of it, which may be no event at all. */
    Batch batch(String reader) {
        return named.contains(reader) ? batchFor(reader) : shared;
    }

    private Batch batchFor(String reader) {
        return new Batch(
                room, events.stream().filter(event -> event.isFor(reader)).toList(), end);
    }
}
