package io.roomcast.room.engine;

/** A lane that keeps its logs and who is there itself. */
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
