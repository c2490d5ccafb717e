package io.roomcast.engine.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.engine.KeepingContract;
import io.roomcast.engine.KeptSeatContract;
import io.roomcast.engine.LeapContract;
import io.roomcast.engine.MembersContract;
import io.roomcast.engine.ProgramIdsContract;
import io.roomcast.engine.QuestionContract;
import io.roomcast.engine.ReadingContract;
import io.roomcast.engine.RosterLogContract;
import io.roomcast.engine.SeatContract;
import io.roomcast.engine.StruckContract;
import io.roomcast.engine.TakenContract;
import io.roomcast.engine.TestedEngine;
import io.roomcast.engine.WritingContract;
import io.roomcast.engine.sqlite.maintenance.StoreCommands;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.log.Retention;
import io.roomcast.room.time.WallClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("the engine on SQLite")
class SqliteEngineTest implements TestedEngine {
    @TempDir
    private Path folder;

    @Override
    public Engine create(Retention retention, WallClock clock) {
        try {
            return new SqliteEngine(
                    Store.open(folder.resolve("roomcast.db"), retention, clock, new Random(1), Thread::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The store's counts of the rooms agree with their rows. */
    @Override
    public void check() {
        assertEquals(0, StoreCommands.run("check", folder.resolve("roomcast.db"), List.of()));
    }

    @Nested
    class Writing extends WritingContract {}

    @Nested
    class Reading extends ReadingContract {}

    @Nested
    class Keeping extends KeepingContract {}

    @Nested
    class Leaps extends LeapContract {}

    @Nested
    class Taken extends TakenContract {}

    @Nested
    class ProgramIds extends ProgramIdsContract {}

    @Nested
    class Struck extends StruckContract {}

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
