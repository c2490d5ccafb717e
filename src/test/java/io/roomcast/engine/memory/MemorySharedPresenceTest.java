package io.roomcast.engine.memory;

import io.roomcast.engine.SharedPresenceContract;
import io.roomcast.engine.SharedSeatContract;
import io.roomcast.engine.TestedServers;
import io.roomcast.kit.HandTime;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.log.Retention;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

@DisplayName("who is at several servers over the same memory")
class MemorySharedPresenceTest implements TestedServers {
    @Override
    public List<Engine> create(int count, Retention retention, HandTime time) {
        MemoryEngine first = new MemoryEngine(retention, time, new Random(1));
        return Stream.<Engine>iterate(first, before -> first.another())
                .limit(count)
                .toList();
    }

    @Nested
    class Seats extends SharedSeatContract {}

    @Nested
    class Announcements extends SharedPresenceContract {}
}
