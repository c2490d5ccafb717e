package io.roomcast.room.engine;

/** A lane that is its own log and its own presence. */
public interface CombinedLane extends Lane, Log, Presence {
    @Override
    default Log log() {
        return this;
    }

    @Override
    default Presence presence() {
        return this;
    }
}
