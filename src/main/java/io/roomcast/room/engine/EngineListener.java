package io.roomcast.room.engine;

import io.roomcast.room.log.Event;
import io.roomcast.room.log.Position;
import java.util.List;

/**
 * Who is told what happens to logs and rosters, by the name of the room. What it is told are hints: they may come late, twice, out of
 * order, or not at all; what counts is what the log says when it is read. Only what a store lost, and went on without, must
 * not be announced any more. Any thread may call it, and none is made to wait.
 */
public interface EngineListener {
    /** A log has grown up to this position; {@code events} are those that were appended last, or none. */
    void grew(String room, Position head, List<Event> events);

    /** The roster has changed up to this number. */
    void changed(String room, long number);

    /** The log with this newest epoch was removed. */
    void removed(String room, String epoch);

    /** Another server says this to all that have the room in memory. It is in no log, so who misses it never hears of it. */
    void told(String room, String payload);

    /** Something may have happened in this lane that nobody was told of. */
    void interrupted(Lane lane);
}
