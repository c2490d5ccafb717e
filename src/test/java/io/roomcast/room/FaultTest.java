package io.roomcast.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.roomcast.kit.DelayingEngine;
import io.roomcast.kit.FaultyEngine;
import io.roomcast.kit.FaultyEngine.Fault;
import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.who.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a store that is slow or fails")
class FaultTest {
    private final WorldSettings settings = new WorldSettings();
    private FaultyEngine faulty;
    private DelayingEngine slow;
    private World world;
    private Session ann;
    private RecordingOutlet reader;

    @BeforeEach
    void create() {
        settings.pending = 5;
        world = new World(settings, engine -> {
            faulty = new FaultyEngine(engine);
            slow = new DelayingEngine(faulty, new io.roomcast.kit.HandTime(World.BEGINNING));
            return slow;
        });
        ann = world.session("ann");
        world.say("lobby", 1, 1);
        reader = world.live("lobby", new Start.Head());
    }

    private CompletionStage<Position> publish(int number) {
        CompletionStage<Position> ack =
                world.publish("lobby", ann.member(), "c-" + number, Content.of("message", "" + number));
        world.run();
        return ack;
    }

    private static long offset(CompletionStage<Position> ack) {
        return ack.toCompletableFuture().join().offset();
    }

    @Test
    @DisplayName("is written to in groups: what arrives while one write is under way goes out together in the next")
    void groups() {
        slow.hold();
        publish(2);
        publish(3);
        publish(4);
        assertEquals(1, slow.held(), "one append is under way");
        slow.release();
        world.run();
        assertEquals(
                List.of("append 1", "append 2"),
                slow.asked().stream()
                        .filter(asked -> asked.startsWith("append"))
                        .skip(1)
                        .toList());
        assertEquals(List.of("2", "3", "4"), reader.said());
    }

    @Test
    @DisplayName("is busy when too many wait: certainly not published")
    void busyWhenTooManyWait() {
        slow.hold();
        List<CompletionStage<Position>> acks = new ArrayList<>();
        for (int number = 2; number <= 8; number++) {
            acks.add(publish(number));
        }
        assertEquals(Code.BUSY, World.refusal(acks.get(6)).code());
        slow.release();
        world.run();
        assertEquals(7, offset(acks.get(5)));
        assertEquals(List.of("2", "3", "4", "5", "6", "7"), reader.said());
    }

    @Test
    @DisplayName("that says busy is passed on, and the next is tried at once")
    void busyStore() {
        faulty.fail(2, Fault.BUSY);
        assertEquals(Code.BUSY, World.refusal(publish(2)).code());
        assertEquals(2, offset(publish(3)));
    }

    @Test
    @DisplayName(
            "that does not answer in time: those in the write do not know, those behind were certainly not published")
    void answeredUnavailable() {
        slow.hold();
        CompletionStage<Position> written = publish(2);
        CompletionStage<Position> behind = publish(3);
        world.pass(settings.commit.minusMillis(1));
        assertFalse(World.isDone(written));
        world.pass(Duration.ofMillis(1));
        assertEquals(Code.UNAVAILABLE, World.refusal(written).code());
        assertEquals(Code.BUSY, World.refusal(behind).code());
        slow.release();
        world.run();
        assertEquals(List.of("2"), reader.said(), "it became visible, however late, and the other never did");
        assertEquals(2, offset(publish(2)), "the repeat finds it");
    }

    @Test
    @DisplayName(
            "that lost its answer says that it does not know, and the next goes in; what was written becomes visible")
    void writtenUntold() {
        faulty.fail(2, Fault.WRITTEN_UNTOLD);
        CompletionStage<Position> first = publish(2);
        CompletionStage<Position> second = publish(3);
        assertEquals(Code.UNAVAILABLE, World.refusal(first).code());
        assertEquals(3, offset(second));
        assertEquals(List.of("2", "3"), reader.said());
        assertEquals(2, offset(publish(2)));
    }

    @Test
    @DisplayName("that lost an event without a word takes it when it is repeated, once")
    void lostUntold() {
        faulty.fail(2, Fault.LOST_UNTOLD);
        assertEquals(Code.UNAVAILABLE, World.refusal(publish(2)).code());
        assertEquals(2, offset(publish(3)));
        assertEquals(3, offset(publish(2)));
        assertEquals(List.of("3", "2"), reader.said());
    }

    @Test
    @DisplayName("that lost the answer to the very first event of a room shows it as soon as that is known")
    void firstEventUntold() {
        faulty.fail(2, Fault.WRITTEN_UNTOLD);
        RecordingOutlet early = world.live("fresh", new Start.Head());
        world.publish("fresh", ann.member(), "c-1", Content.of("message", "1"));
        world.run();
        assertEquals(List.of("1"), early.said());
    }

    @Test
    @DisplayName("and somebody who fails over an answer hurt nobody: the next group goes in")
    void failingAnswer() {
        publish(2).thenAccept(position -> {
            throw new IllegalStateException("a transport that fails");
        });
        slow.hold();
        CompletionStage<Position> first = publish(3);
        first.whenComplete((position, failure) -> {
            throw new IllegalStateException("a transport that fails");
        });
        slow.release();
        world.run();
        assertEquals(4, offset(publish(4)));
    }

    @Test
    @DisplayName("is given the next group before those of the last are answered")
    void nextGroupFirst() {
        slow.hold();
        CompletionStage<Position> first = publish(2);
        publish(3);
        List<Long> appendsWhenAnswered = new ArrayList<>();
        first.thenRun(() -> appendsWhenAnswered.add(slow.asked("append")));
        long before = slow.asked("append");
        slow.release();
        world.run();
        assertEquals(List.of(before + 1), appendsWhenAnswered);
    }

    @Test
    @DisplayName("that answers with too few receipts did not answer: nobody waits for ever, and the next group goes in")
    void tooFewReceipts() {
        faulty.fail(2, Fault.TOO_FEW);
        CompletionStage<Position> first = publish(2);
        world.pass(Duration.ofSeconds(1));
        assertEquals(Code.UNAVAILABLE, World.refusal(first).code());
        assertEquals(3, offset(publish(3)));
        assertEquals(List.of("2", "3"), reader.said());
    }

    @Test
    @DisplayName("that throws instead of failing is one that failed")
    void throwing() {
        faulty.fail(2, Fault.THROWN);
        CompletionStage<Position> first = publish(2);
        world.pass(Duration.ofSeconds(1));
        assertEquals(Code.UNAVAILABLE, World.refusal(first).code());
        assertEquals(2, offset(publish(3)));
    }

    @Test
    @DisplayName("is read from by so many at once, and no more: the others are busy, and welcome when it has answered")
    void readByTooMany() {
        slow.hold();
        List<RecordingOutlet> readers = new ArrayList<>();
        for (int number = 0; number <= settings.pending; number++) {
            readers.add(world.live("lobby", new Start.Last(number + 1, Optional.empty())));
        }
        assertEquals(Code.BUSY, readers.get(settings.pending).refusals().get(0).code());
        slow.release();
        world.run();
        assertEquals(List.of("1"), readers.get(0).said());
        assertEquals(
                List.of("1"),
                world.live("lobby", new Start.Last(1, Optional.empty())).said());
    }
}
