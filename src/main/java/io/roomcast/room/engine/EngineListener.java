package io.roomcast.room.engine;

import io.roomcast.room.log.Event;
import io.roomcast.room.log.Position;
import java.util.List;

/**
 * Hears of changes to logs and rosters, by room name. Announcements are hints: they may come late, twice, out of order,
 * or not at all, and only the log itself is authoritative. The one rule: what a store lost and went on without must not
 * be announced any more. Any thread may call it; no call blocks.
 */
public interface EngineListener {
    /** A log has grown up to this position; {@code events} are those that were appended last, or none. */
    void grew(String room, Position head, List<Event> events);

    /** The roster has changed up to this number. */
    void changed(String room, long number);

    /** The log with this newest epoch was removed. */
    void removed(String room, String epoch);

    /** Another server sends this to all that have the room in memory. It is in no log; a server can miss it. */
    void told(String room, String payload);

    /** Changes in this lane may have gone unannounced. */
    void interrupted(Lane lane);
}
