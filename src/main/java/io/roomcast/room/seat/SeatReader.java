package io.roomcast.room.seat;

import io.roomcast.room.refusal.Ending;

/** The reader of a seat. */
public interface SeatReader {
    /** Ends the reader for this reason. */
    void end(Ending why);
}
