package io.roomcast.room.seat;

import io.roomcast.room.refusal.Ending;

/** Whoever reads from a seat. */
public interface SeatReader {
    /** It reads no more, for this reason. */
    void end(Ending why);
}
