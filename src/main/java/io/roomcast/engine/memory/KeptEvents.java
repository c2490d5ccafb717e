package io.roomcast.engine.memory;

import io.roomcast.room.log.Event;
import io.roomcast.room.log.Retention;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The kept events of one log, and which members lost private events. Trimming public events removes everything before
 * them; trimming private ones leaves holes. Guarded by its log's lock.
 */
final class KeptEvents {
    private final Retention retention;
    private final NavigableMap<Long, Event> events = new TreeMap<>();
    private final Deque<Long> privates = new ArrayDeque<>();
    private final Map<String, Long> lost = new HashMap<>();
    private long oldest = 1;
    private long bytes;
    private long privateBytes;

    KeptEvents(Retention retention) {
        this.retention = retention;
    }

    long oldest() {
        return oldest;
    }

    /** Returns the offset of the newest kept event, 0 if there is none. */
    long newest() {
        return events.isEmpty() ? 0 : events.lastKey();
    }

    long bytes() {
        return bytes + 64L * lost.size();
    }

    int size() {
        return events.size();
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    void add(Event event) {
        put(event);
        if (event.content().isPrivate()) {
            privates.addLast(event.offset());
        }
    }

    private void put(Event event) {
        events.put(event.offset(), event);
        bytes += event.size();
        privateBytes += event.content().isPrivate() ? event.size() : 0;
    }

    /** Replaces the data of an event; false if it is not kept. */
    boolean strike(long offset, String data, String meta) {
        Event event = events.get(offset);
        if (event == null) {
            return false;
        }
        gone(event);
        put(event.struck(data, meta));
        return true;
    }

    void trim(long head) {
        while (privates.size() > retention.privateEvents() || privateBytes > retention.privateBytes()) {
            losePrivate(privates.removeFirst());
        }
        while (events.size() - privates.size() > retention.events()
                || (bytes - privateBytes > retention.bytes() && events.size() > 1)) {
            trimTo(events.firstKey());
        }
        while (lost.size() > retention.members()) {
            trimTo(lost.values().stream().mapToLong(Long::longValue).min().orElse(head));
        }
    }

    void trimOlderThan(Instant bound, long head) {
        while (!events.isEmpty() && events.firstEntry().getValue().at().isBefore(bound)) {
            trimTo(events.size() == 1 ? head : events.firstKey());
        }
    }

    void halve(long head) {
        long half = events.size() / 2;
        for (long dropped = 0; dropped <= half && !events.isEmpty(); dropped++) {
            trimTo(events.size() == 1 ? head : events.firstKey());
        }
    }

    /** Drops everything up to this offset, private or not. */
    private void trimTo(long offset) {
        while (!events.isEmpty() && events.firstKey() <= offset) {
            gone(events.pollFirstEntry().getValue());
        }
        while (!privates.isEmpty() && privates.peekFirst() <= offset) {
            privates.removeFirst();
        }
        oldest = Math.max(oldest, offset + 1);
        lost.values().removeIf(upTo -> upTo < oldest);
    }

    private void losePrivate(long offset) {
        Event event = events.remove(offset);
        gone(event);
        Stream.concat(event.content().to().stream(), Stream.of(event.from().id()))
                .filter(member -> !member.isEmpty() && event.isFor(member))
                .forEach(member -> lost.merge(member, offset, Math::max));
    }

    private void gone(Event event) {
        bytes -= event.size();
        privateBytes -= event.content().isPrivate() ? event.size() : 0;
    }

    List<Event> after(long offset, int count, long most) {
        List<Event> page = new ArrayList<>();
        long size = 0;
        String epoch = "";
        for (Event event : events.tailMap(offset, false).values()) {
            boolean other = !page.isEmpty() && !event.position().epoch().equals(epoch);
            if (page.size() >= count || size >= most || other) {
                break;
            }
            epoch = event.position().epoch();
            page.add(event);
            size += event.size();
        }
        return page;
    }

    Map<String, Long> lostAfter(long offset) {
        Map<String, Long> later = new HashMap<>();
        lost.forEach((member, upTo) -> {
            if (upTo > offset) {
                later.put(member, upTo);
            }
        });
        return later;
    }

    /** Returns the offset right before the last {@code count} events, up to an end, that this reader may see. */
    long beforeLast(int count, long end, String reader) {
        int seen = 0;
        long before = end;
        for (Event event : events.headMap(end, true).descendingMap().values()) {
            if (seen == count) {
                return before;
            }
            if (event.isFor(reader)) {
                seen++;
                before = event.offset() - 1;
            }
        }
        return seen == count ? before : Math.min(end, oldest - 1);
    }

    /** Returns the offset right before the first event that is not older than this. */
    long before(Instant at, long head) {
        for (Event event : events.values()) {
            if (!event.at().isBefore(at)) {
                return event.offset() - 1;
            }
        }
        return head;
    }
}
