package io.roomcast.engine;

import io.roomcast.room.engine.Engine;
import io.roomcast.room.log.Retention;
import io.roomcast.room.time.WallClock;

/** An engine's test as the contracts that are nested in it see it: how one engine is made, and looked at in the end. */
public interface TestedEngine {
    /** Returns a fresh engine within these bounds, on the test's clock. */
    Engine create(Retention retention, WallClock clock);

    /** Called before the engine is closed. */
    default void check() {}
}
