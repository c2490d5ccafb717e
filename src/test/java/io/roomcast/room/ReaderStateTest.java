package io.roomcast.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Asked;
import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a reader")
class ReaderStateTest {
    private final WorldSettings settings = new WorldSettings();
    private World world;

    private World world() {
        if (world == null) {
            world = new World(settings);
        }
        return world;
    }

    private Position position(long offset) {
        return new Asked(world().engine).extent("lobby").position(offset);
    }

    private static Start after(Position position) {
        return new Start.After(position);
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    @DisplayName("without after, last or since begins at the head")
    void head() {
        world().say("lobby", 1, 3);
        Session ann = world().session("ann");
        RecordingOutlet outlet = world().live("lobby", ann, new Start.Head());
        assertEquals(position(3), outlet.welcome().position());
        assertEquals(position(3), outlet.welcome().head());
        assertFalse(outlet.welcome().recovered());
        world().say("lobby", 4, 5);
        assertEquals(numbers(4, 5), outlet.offsets());
    }

    @Test
    @DisplayName("after a position is sent exactly what lies behind it, from the log and from the ring alike")
    void afterAPosition() {
        world().say("lobby", 1, 100);
        for (long start : List.of(0L, 1L, 42L, 83L, 84L, 85L, 99L)) {
            Session session = world().session("ann");
            RecordingOutlet outlet = world().live("lobby", session, after(position(start)));
            assertEquals(numbers(start + 1, 100), outlet.offsets());
            assertTrue(outlet.welcome().recovered());
            assertEquals(position(start), outlet.welcome().position());
            assertEquals(Optional.of(position(100)), outlet.caughtUp());
            assertEquals(List.of(), outlet.gaps());
        }
    }

    @Test
    @DisplayName("at 0:0 of a log that is not born waits for its first event")
    void startOfAnUnbornLog() {
        RecordingOutlet outlet = world().live("lobby", world().session("ann"), after(Position.START));
        assertEquals(Position.START, outlet.welcome().position());
        assertTrue(outlet.welcome().recovered());
        assertFalse(new Asked(world().engine).extent("lobby").isBorn(), "reading creates nothing");
        world().say("lobby", 1, 2);
        assertEquals(numbers(1, 2), outlet.offsets());
        assertEquals(List.of(), outlet.gaps());
    }

    @Test
    @DisplayName("at 0:0 of a log that is born gets all of it")
    void startOfABornLog() {
        world().say("lobby", 1, 40);
        RecordingOutlet outlet = world().live("lobby", world().session("ann"), after(Position.START));
        assertEquals(numbers(1, 40), outlet.offsets());
        assertEquals(position(0), outlet.welcome().position());
        assertTrue(outlet.welcome().recovered());
    }

    @Test
    @DisplayName("at 0:0 of a trimmed log is told the exact gap, then gets what is kept")
    void startOfATrimmedLog() {
        settings.events = 30;
        world().say("lobby", 1, 100);
        RecordingOutlet outlet = world().live("lobby", world().session("ann"), after(Position.START));
        assertFalse(outlet.welcome().recovered());
        assertEquals(
                List.of(new Delivery.Gap("lobby", 1, 70, position(70), Delivery.Reason.TRIMMED, false)), outlet.gaps());
        assertInstanceOfGapFirst(outlet);
        assertEquals(numbers(71, 100), outlet.offsets());
    }

    private static void assertInstanceOfGapFirst(RecordingOutlet outlet) {
        assertTrue(outlet.parts().get(1) instanceof Delivery.Gap, "the gap comes before any event");
    }

    @Test
    @DisplayName("who stands before the oldest kept event is told from where to where, both inclusive")
    void trimmedGap() {
        settings.events = 30;
        world().say("lobby", 1, 100);
        RecordingOutlet outlet = world().live("lobby", after(position(42)));
        assertEquals(
                List.of(new Delivery.Gap("lobby", 43, 70, position(70), Delivery.Reason.TRIMMED, false)),
                outlet.gaps());
        RecordingOutlet lucky = world().live("lobby", after(position(70)));
        assertEquals(List.of(), lucky.gaps());
        assertEquals(numbers(71, 100), lucky.offsets());
    }

    @Test
    @DisplayName("that lags past the kept history while it reads is told the gap, then gets everything after it")
    void laggingPastTheHistory() {
        settings.events = 30;
        world().say("lobby", 1, 1);
        RecordingOutlet outlet = new RecordingOutlet();
        world().read("lobby", ReadRequest.live(Visitor.ANYBODY, after(position(0))), outlet.stall());
        outlet.step();
        world().run();
        world().say("lobby", 2, 100);
        assertEquals(numbers(1, 1), outlet.offsets());
        outlet.release();
        world().run();
        assertEquals(
                List.of(new Delivery.Gap("lobby", 2, 70, position(70), Delivery.Reason.TRIMMED, false)), outlet.gaps());
        assertEquals(71, outlet.offsets().get(1));
        assertEquals(31, outlet.offsets().size());
    }

    @Test
    @DisplayName("of an unknown epoch is told so before any event, then gets what is kept")
    void unknownEpoch() {
        settings.events = 30;
        world().say("lobby", 1, 100);
        Position foreign = new Position("elsewhere", 50);
        RecordingOutlet outlet = world().live("lobby", world().session("ann"), after(foreign));
        assertFalse(outlet.welcome().recovered());
        assertEquals(
                List.of(new Delivery.Gap("lobby", 0, 0, position(70), Delivery.Reason.EPOCH, false)), outlet.gaps());
        assertEquals(numbers(71, 100), outlet.offsets());
    }

    @Test
    @DisplayName("beyond the head is told so at once and never waits")
    void beyondTheHead() {
        world().say("lobby", 1, 5);
        RecordingOutlet outlet = world().live("lobby", after(position(5).at(9)));
        assertEquals(
                List.of(new Delivery.Gap("lobby", 0, 0, position(5), Delivery.Reason.EPOCH, false)), outlet.gaps());
        RecordingOutlet early = world().live("unborn", after(new Position("elsewhere", 1)));
        assertEquals(
                List.of(new Delivery.Gap("unborn", 0, 0, Position.START, Delivery.Reason.EPOCH, false)), early.gaps());
        world().say("unborn", 1, 1);
        assertEquals(numbers(1, 1), early.offsets());
    }

    @Test
    @DisplayName("asking for the last gets them, and goes on live")
    void last() {
        world().say("lobby", 1, 100);
        RecordingOutlet outlet = world().live("lobby", new Start.Last(50, Optional.empty()));
        world().say("lobby", 101, 101);
        assertEquals(numbers(51, 101), outlet.offsets());
        assertEquals(List.of(), outlet.gaps());
    }

    @Test
    @DisplayName("asking for the last before a position gets those and nothing behind it")
    void lastBefore() {
        world().say("lobby", 1, 100);
        Start start = new Start.Last(20, Optional.of(position(50)));
        RecordingOutlet outlet = world().once("lobby", start, 1000);
        assertEquals(numbers(31, 50), outlet.offsets());
        assertEquals(Optional.of(position(50)), outlet.caughtUp());
    }

    @Test
    @DisplayName("asking since an instant gets what is not older")
    void since() {
        for (int number = 1; number <= 5; number++) {
            world().pass(Duration.ofSeconds(1));
            world().say("lobby", number, number);
        }
        Start start = new Start.Since(World.BEGINNING.plusSeconds(3));
        assertEquals(numbers(3, 5), world().live("lobby", start).offsets());
    }

    @Test
    @DisplayName("of one answer gets as many events as it asked for, and stands behind the last of them")
    void oneAnswer() {
        world().say("lobby", 1, 100);
        for (long start : List.of(0L, 30L, 90L, 95L)) {
            long end = Math.min(100, start + 7);
            RecordingOutlet outlet = world().once("lobby", after(position(start)), 7);
            assertEquals(numbers(start + 1, end), outlet.offsets());
            assertEquals(Optional.of(position(end)), outlet.caughtUp());
        }
    }

    @Test
    @DisplayName("is sent the same batch as everybody who stands where it stands")
    void batchesAreShared() {
        RecordingOutlet one = world().live("lobby", world().session("ann"), new Start.Head());
        RecordingOutlet other = world().live("lobby", world().session("bob"), new Start.Head());
        world().say("lobby", 1, 1);
        assertTrue(one.parts(Batch.class).get(0) == other.parts(Batch.class).get(0));
    }
}
