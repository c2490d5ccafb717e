package io.roomcast.engine.memory;

import io.roomcast.engine.KeptSeatContract;
import io.roomcast.engine.MembersContract;
import io.roomcast.engine.QuestionContract;
import io.roomcast.engine.RosterLogContract;
import io.roomcast.engine.SeatContract;
import io.roomcast.engine.TestedEngine;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.log.Retention;
import io.roomcast.room.time.WallClock;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

@DisplayName("who is at one of two servers over the same memory")
class MemoryOfTwoPresenceTest implements TestedEngine {
    @Override
    public Engine create(Retention retention, WallClock clock) {
        return new MemoryEngine(retention, clock, new Random(1)).another();
    }

    @Nested
    class Seats extends SeatContract {}

    @Nested
    class KeptSeats extends KeptSeatContract {}

    @Nested
    class RosterLog extends RosterLogContract {}

    @Nested
    class Questions extends QuestionContract {}

    @Nested
    class Members extends MembersContract {}
}
