package io.roomcast.room.log;

import java.util.List;
import java.util.Map;

/**
 * One page of a log, read from one snapshot: all events right after an offset, in order, filtered for nobody, with the
 * span at that moment. {@code lost} says for each member whose private events were trimmed up to which offset.
 */
public record StoredPage(LogExtent extent, long after, long upTo, List<Event> events, Map<String, Long> lost) {

    /** No events, only how far the log reaches. */
    public static StoredPage endOf(LogExtent extent) {
        return new StoredPage(extent, extent.head(), extent.head(), List.of(), Map.of());
    }

    public StoredPage {
        events = List.copyOf(events);
        lost = Map.copyOf(lost);
    }

    /** The offset up to which private events of this reader were trimmed, 0 where none were. */
    public long lostFor(String reader) {
        return lost.getOrDefault(reader, 0L);
    }
}
