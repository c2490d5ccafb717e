package io.roomcast.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Asked;
import io.roomcast.kit.DelayingEngine;
import io.roomcast.kit.EngineAround;
import io.roomcast.kit.HandTime;
import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Outcome;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.log.Start;
import io.roomcast.room.log.StoredPage;
import io.roomcast.room.refusal.Code;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a look at the log")
class LookTest {
    private final WorldSettings settings = new WorldSettings();

    private static Draft draft(String data) {
        return new Draft("lobby", Member.guest("elsewhere"), "", List.of(Content.of("message", data)));
    }

    /** An append whose answer is lost, and reads that fail meanwhile. */
    private static final class AwayEngine extends EngineAround {
        private boolean losesAnswers;
        private int failingReads;
        private boolean throwsAtOnce;

        AwayEngine(Engine inner) {
            super(inner);
        }

        @Override
        public CompletionStage<List<Outcome>> append(List<Draft> drafts, Lease lease) {
            CompletionStage<List<Outcome>> done = innerLog().append(drafts, lease);
            return losesAnswers ? CompletableFuture.failedStage(new IllegalStateException("lost")) : done;
        }

        @Override
        public CompletionStage<StoredPage> read(String room, Start start, String reader, int count, long bytes) {
            if (failingReads > 0) {
                failingReads--;
                if (throwsAtOnce) {
                    throw new IllegalStateException("away");
                }
                return CompletableFuture.failedStage(new IllegalStateException("away"));
            }
            return innerLog().read(room, start, reader, count, bytes);
        }
    }

    private void showsWhatWasWritten(boolean throwsAtOnce) {
        AwayEngine[] away = new AwayEngine[1];
        World world = new World(settings, engine -> away[0] = new AwayEngine(engine));
        RecordingOutlet reader = world.live("lobby", new Start.Head());
        away[0].losesAnswers = true;
        away[0].failingReads = 3;
        away[0].throwsAtOnce = throwsAtOnce;
        CompletionStage<Position> ack = world.publish("lobby", Member.guest("ann"), "", Content.of("message", "1"));
        world.run();
        world.pass(Duration.ofSeconds(5));
        assertEquals(Code.UNAVAILABLE, World.refusal(ack).code());
        assertEquals(List.of("1"), reader.said());
        assertEquals(0, away[0].failingReads);
    }

    @Test
    @DisplayName("that fails is repeated until it succeeds")
    void isRepeated() {
        showsWhatWasWritten(false);
    }

    @Test
    @DisplayName("that throws at once is one that fails")
    void throwsAtOnce() {
        showsWhatWasWritten(true);
    }

    @Test
    @DisplayName("of whoever begins to read takes over how far the log reaches: last=10 does not miss what is newer")
    void extentOfAPage() {
        World world = new World(settings);
        world.live("lobby", new Start.Head());
        world.say("lobby", 1, 3);
        // As another server would: nobody here was told.
        new Asked(world.engine).append(List.of(draft("4"), draft("5")));
        RecordingOutlet last = world.once("lobby", new Start.Last(2, Optional.empty()), 10);
        assertEquals(List.of("4", "5"), last.said());
    }

    @Test
    @DisplayName("of whoever begins to read wakes those who read already")
    void extentWakes() {
        World world = new World(settings);
        RecordingOutlet reader = world.live("lobby", new Start.Head());
        world.say("lobby", 1, 3);
        new Asked(world.engine).append(List.of(draft("4")));
        world.once("lobby", new Start.Last(2, Optional.empty()), 10);
        assertEquals(List.of("1", "2", "3", "4"), reader.said());
    }

    @Test
    @DisplayName("by an engine that throws refuses whoever asked, and the next is asked again")
    void engineThrows() {
        boolean[] broken = {true};
        World world = new World(settings, engine -> new EngineAround(engine) {
            @Override
            public CompletionStage<StoredPage> read(String room, Start start, String reader, int count, long bytes) {
                if (broken[0]) {
                    throw new IllegalStateException("broken");
                }
                return innerLog().read(room, start, reader, count, bytes);
            }

            @Override
            public CompletionStage<List<SeatResult>> change(List<SeatRequest> requests, Lease lease) {
                if (broken[0]) {
                    throw new IllegalStateException("broken");
                }
                return super.change(requests, lease);
            }
        });
        RecordingOutlet reader = world.live("lobby", new Start.Last(1, Optional.empty()));
        assertEquals(Code.UNAVAILABLE, reader.refusals().get(0).code());
        broken[0] = false;
        world.say("lobby", 1, 1);
        assertEquals(
                List.of("1"),
                world.live("lobby", new Start.Last(1, Optional.empty())).said());
    }

    @Test
    @DisplayName("keeps the room in memory while a reader waits for it")
    void keepsTheRoom() {
        DelayingEngine[] slow = new DelayingEngine[1];
        World world =
                new World(settings, engine -> slow[0] = new DelayingEngine(engine, new HandTime(World.BEGINNING)));
        slow[0].hold();
        RecordingOutlet reader = world.live("lobby", new Start.Last(1, Optional.empty()));
        world.pass(Duration.ofMinutes(3));
        slow[0].release();
        world.run();
        world.say("lobby", 1, 1);
        assertEquals(List.of("1"), reader.said());
        assertTrue(reader.refusals().isEmpty());
    }
}
