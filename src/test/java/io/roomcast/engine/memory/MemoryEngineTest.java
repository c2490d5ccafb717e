package io.roomcast.engine.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.engine.KeepingContract;
import io.roomcast.engine.KeptSeatContract;
import io.roomcast.engine.LeapContract;
import io.roomcast.engine.LogFixture;
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
import io.roomcast.kit.Asked;
import io.roomcast.kit.World;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.Retention;
import io.roomcast.room.time.WallClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("the memory engine")
class MemoryEngineTest implements TestedEngine {
    @Override
    public Engine create(Retention retention, WallClock clock) {
        return new MemoryEngine(retention, clock, new Random(1));
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

    /** In memory rooms are given up where they are too many. */
    @Nested
    class Memory extends LogFixture {
        @Test
        @DisplayName("a new life begins a new epoch")
        void newLife() {
            Position first = appended(draft(ANN, "", message(1)));
            try (Engine other = new MemoryEngine(settings.retention(), time, new Random(2))) {
                new Asked(other).append(List.of(draft(ANN, "", message(1))));
                Position again = new Asked(other).extent(ROOM).end();
                assertNotEquals(first.epoch(), again.epoch());
            }
        }

        @Test
        @DisplayName("the bound of all rooms holds between two ticks as well, however fast a client writes")
        void fastWriter() {
            settings.storeBytes = 100_000;
            for (int number = 1; number <= 1000; number++) {
                append(draft(ANN, "", message('"' + "x".repeat(1000) + '"')));
                int kept = read(0, 1000).events().size();
                assertTrue(kept < 95, "kept " + kept);
            }
            assertEquals(1000, extent().head());
        }

        @Test
        @DisplayName("too many small rooms: the one longest unused goes")
        void tooManyRooms() {
            settings.storeBytes = 20_000;
            for (int number = 1; number <= 30; number++) {
                time.set(World.BEGINNING.plusSeconds(number));
                append(new Draft("room-" + number, ANN, "", List.of(message(1))));
            }
            tidy();
            assertFalse(asked().extent("room-1").isBorn());
            assertTrue(asked().extent("room-30").isBorn());
        }

        @Test
        @DisplayName(
                "programs' answers count: of a room where they take most, the sessions longest silent give theirs up")
        void tooManyAnswers() {
            settings.storeBytes = 100_000;
            for (int number = 1; number <= 10; number++) {
                append(draft(ANN, "", message(number)), draft(BOB, "c-" + number, message(number)));
            }
            for (int number = 1; number <= 200; number++) {
                assertEquals(
                        List.of(longAnswer()),
                        append(asked(number).taken(longAnswer().answer())));
            }
            tidy();
            assertEquals(Optional.empty(), recalled(1));
            assertEquals(Optional.of(longAnswer()), recalled(200));
            assertEquals(20, read(0, 100).events().size());
            long kept = IntStream.rangeClosed(1, 200)
                    .filter(number -> recalled(number).isPresent())
                    .count();
            assertTrue(kept >= 40 && kept <= 100, "kept " + kept);
        }

        private static Receipt.Taken longAnswer() {
            return new Receipt.Taken(AnswerData.parse('"' + "x".repeat(1000) + '"'));
        }

        private static Draft asked(int number) {
            return draft(new Member("visitor-" + number, "visitor"), "c-1", message(number));
        }

        private Optional<Receipt> recalled(int number) {
            return asked().recall(asked(number));
        }

        @Test
        @DisplayName(
                "a hundred thousand small rooms too many are given up in one tick, but for those where somebody sits")
        void floodOfRooms() {
            settings.storeBytes = 100_000;
            asked().seat(ROOM, BOB);
            IntStream.range(0, 100_000).forEach(number -> comeAndGo("flood-" + number, BOB.id()));
            assertTimeout(Duration.ofSeconds(5), this::tidy);
            long kept = IntStream.range(0, 100_000)
                    .filter(number -> remembers("flood-" + number, BOB.id()))
                    .count();
            assertTrue(kept > 0 && kept < 100, "kept " + kept);
            assertTrue(remembers(ROOM, BOB.id()));
        }

        @Test
        @DisplayName(
                "members count: of a room where most were the older half of those who left is forgotten, nobody seated")
        void tooManyMembers() {
            settings.storeBytes = 200_000;
            settings.remembered = 10_000;
            append(draft(ANN, "", message(1)));
            for (int number = 1; number <= 100; number++) {
                asked().seat("never", new Member("seated-" + number, "visitor"));
            }
            for (int number = 1; number <= 5000; number++) {
                comeAndGo("never", "visitor-" + number);
            }
            tidy();
            long kept = IntStream.rangeClosed(1, 5000)
                    .filter(number -> remembers("never", "visitor-" + number))
                    .count();
            assertTrue(kept >= 500 && kept <= 2000, "kept " + kept);
            assertTrue(remembers("never", "visitor-" + (5000 - kept + 1)), "who left last is known");
            assertTrue(IntStream.rangeClosed(1, 100).allMatch(number -> remembers("never", "seated-" + number)));
            assertEquals(1, read(0, 10).events().size());
        }

        @Test
        @DisplayName("rooms that are given up because so many are seated keep these")
        void onlySeated() {
            settings.storeBytes = 100_000;
            for (int room = 1; room <= 200; room++) {
                asked().seat("room-" + room, BOB);
                append(new Draft("room-" + room, ANN, "", List.of(message(1))));
            }
            tidy();
            assertTrue(IntStream.rangeClosed(1, 200).allMatch(room -> remembers("room-" + room, BOB.id())));
            assertFalse(asked().extent("room-1").isBorn());
        }

        private boolean remembers(String room, String member) {
            return asked().knows(room, new Member(member, ""));
        }
    }
}
