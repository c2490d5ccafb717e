package io.roomcast.engine.memory;

import io.roomcast.engine.PresenceContract;
import io.roomcast.room.engine.Engine;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;

@DisplayName("who is in rooms in memory")
class MemoryPresenceTest extends PresenceContract {
    @Override
    protected Engine create() {
        return new MemoryEngine(settings.retention(), time, new Random(1));
    }
}
