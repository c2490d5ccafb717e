package io.roomcast.engine.memory;

import io.roomcast.engine.PresenceContract;
import io.roomcast.room.engine.Engine;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;

@DisplayName("who is at one of two servers over the same memory")
class MemoryOfTwoPresenceTest extends PresenceContract {
    @Override
    protected Engine create() {
        return new MemoryEngine(settings.retention(), time, new Random(1)).another();
    }
}
