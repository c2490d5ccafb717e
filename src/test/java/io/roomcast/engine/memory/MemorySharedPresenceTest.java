package io.roomcast.engine.memory;

import io.roomcast.engine.SharedPresenceContract;
import io.roomcast.room.engine.Engine;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;

@DisplayName("who is at several servers over the same memory")
class MemorySharedPresenceTest extends SharedPresenceContract {
    @Override
    protected List<Engine> create(int count) {
        MemoryEngine first = new MemoryEngine(settings.retention(), time, new Random(1));
        return Stream.<Engine>iterate(first, before -> first.another())
                .limit(count)
                .toList();
    }
}
