package io.roomcast.engine;

import io.roomcast.kit.HandTime;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.log.Retention;
import java.util.List;

/** The test of an engine of several servers, as the contracts that are nested in it see it. */
public interface TestedServers {
    /** Returns so many fresh engines over one store, within these bounds, on the test's clock. */
    List<Engine> create(int count, Retention retention, HandTime time);
}
