package io.roomcast.room.lane;

import io.roomcast.room.engine.EngineListener;
import io.roomcast.room.engine.Lane;

/** Hears of all changes to logs, announced by an engine or made here. Any thread; no call blocks. */
public interface LaneListener extends EngineListener {
    /** The log may have grown without an announcement. */
    void doubtful(String room);

    /** This server was paused, so other servers may have acted in its place: what clients sent it may be old. */
    void stoodStill(Lane lane);
}
