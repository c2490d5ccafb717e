package io.roomcast.room.lane;

import io.roomcast.room.engine.EngineListener;
import io.roomcast.room.engine.Lane;

/** What becomes of logs, whether an engine announced it or it was appended here. Any thread; nobody is made to wait. */
public interface LaneListener extends EngineListener {
    /** The log may have grown by something that nobody was told of. */
    void doubtful(String room);

    /** This server stood still for so long that others may have acted in its place: what it is told now may be old. */
    void stoodStill(Lane lane);
}
