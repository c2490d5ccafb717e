package io.roomcast.room;

import io.roomcast.room.log.EncodedForms;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.EventFormat;
import io.roomcast.room.log.Position;
import java.util.List;

/**
 * Consecutive events as one reader sees them. All readers without a filter share one batch, and with it the encoded
 * bytes of the whole. Any thread may ask for those.
 */
public final class Batch implements Delivery {
    private final String room;
    private final List<Event> events;
    private final Position end;
    private final EncodedForms forms = new EncodedForms();

    Batch(String room, List<Event> events, Position end) {
        this.room = room;
        this.events = List.copyOf(events);
        this.end = end;
    }

    @Override
    public String room() {
        return room;
    }

    public List<Event> events() {
        return events;
    }

    /** Returns where the reader stands afterwards: past the last event if those behind it were hidden from it. */
    public Position end() {
        return end;
    }

    /** Returns the offset right before its first event. */
    long after() {
        return events.get(0).offset() - 1;
    }

    /** Returns roughly how many bytes its events take. */
    long size() {
        return events.stream().mapToLong(Event::size).sum();
    }

    /** Returns all events in one format, concatenated. The array is shared: do not write to it. */
    public byte[] in(EventFormat<byte[]> format) {
        return forms.in(format, () -> join(format));
    }

    /** Returns what the format makes of the whole batch, made once for all readers. */
    public <T> T as(BatchFormat<T> format) {
        return forms.in(format, () -> format.encode(this));
    }

    private byte[] join(EventFormat<byte[]> format) {
        if (events.size() == 1) {
            return events.get(0).in(format);
        }
        int size = 0;
        for (Event event : events) {
            size = Math.addExact(size, event.in(format).length);
        }
        byte[] bytes = new byte[size];
        int at = 0;
        for (Event event : events) {
            byte[] one = event.in(format);
            System.arraycopy(one, 0, bytes, at, one.length);
            at += one.length;
        }
        return bytes;
    }
}
