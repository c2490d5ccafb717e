package io.roomcast.room.engine;

import java.util.List;

/** An engine that is its own only lane: all its rooms live and fail together. */
public interface OneLaneEngine extends Engine, CombinedLane {
    @Override
    default Lane lane(String room) {
        return this;
    }

    @Override
    default List<Lane> lanes() {
        return List.of(this);
    }
}
