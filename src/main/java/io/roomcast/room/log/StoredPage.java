package io.roomcast.room.log;

import java.util.List;
import java.util.Map;

/**
 * One page of a log, read in one snapshot: all events right after an offset, in order and unfiltered, with the extent
 * of the log at that time. {@code lost} has, by member, the offset up to which its private events were trimmed.
 */
public record StoredPage(LogExtent extent, long after, long upTo, List<Event> events, Map<String, Long> lost) {

    /** Returns a page without events, which only says how far the log reaches. */
    public static StoredPage endOf(LogExtent extent) {
        return new StoredPage(extent, extent.head(), extent.head(), List.of(), Map.of());
    }

    public StoredPage {
        events = List.copyOf(events);
        lost = Map.copyOf(lost);
    }

    /** Returns the offset up to which private events of this reader were trimmed, 0 if none were. */
    public long lostFor(String reader) {
        return lost.getOrDefault(reader, 0L);
    }
}
