package io.roomcast.room;

import io.roomcast.room.log.Event;
import io.roomcast.room.log.Position;
import java.util.List;

/** Makes batches, which only the domain can. It lies in this package for that. Stateless. */
public final class Batches {
    private Batches() {}

    /** Returns a batch that nobody has asked for its bytes yet. */
    public static Batch of(String room, List<Event> events, Position end) {
        return new Batch(room, events, end);
    }
}
