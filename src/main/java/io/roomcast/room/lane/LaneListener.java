package io.roomcast.room.lane;

import io.roomcast.room.engine.EngineListener;
import io.roomcast.room.engine.Lane;

/**
 * Hears of changes to logs, whether an engine announced them or they were appended here. Any thread; no call blocks.
 */
public interface LaneListener extends EngineListener {
    /** The log may have grown without an announcement. */
    void doubtful(String room);

    /**
     * This server was paused for so long that other servers may have acted in its place: what clients sent it may be
     * old.
     */
    void stoodStill(Lane lane);
}
