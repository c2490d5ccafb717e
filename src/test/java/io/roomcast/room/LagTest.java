package io.roomcast.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Asked;
import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.who.Visitor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a slow reader")
class LagTest {
    private final WorldSettings settings = new WorldSettings();
    private World world;

    @BeforeEach
    void create() {
        settings.ring = 256;
        settings.page = 1000;
        world = new World(settings);
    }

    /** A reader behind event 0 of which event 1 is under way. */
    private RecordingOutlet stalled(boolean latest) {
        world.say("lobby", 0, 0);
        RecordingOutlet outlet = new RecordingOutlet();
        ReadRequest entry = ReadRequest.live(Visitor.ANYBODY, new Start.Head()).skippingToLatest(latest);
        world.read("lobby", entry, outlet);
        outlet.stall();
        world.say("lobby", 1, 1);
        return outlet;
    }

    private Position position(long offset) {
        return new Asked(world.engine).extent("lobby").position(offset);
    }

    @Test
    @DisplayName("has one part under way and gets a bigger batch next")
    void biggerBatches() {
        RecordingOutlet outlet = stalled(false);
        world.say("lobby", 2, 50);
        assertEquals(1, outlet.parts(Batch.class).size());
        outlet.step();
        world.run();
        List<Batch> batches = outlet.parts(Batch.class);
        assertEquals(2, batches.size());
        assertEquals(49, batches.get(1).events().size());
    }

    @Test
    @DisplayName("delays nobody")
    void delaysNobody() {
        stalled(false);
        RecordingOutlet healthy = world.live("lobby", new Start.Head());
        world.say("lobby", 2, 3);
        assertEquals(List.of(3L, 4L), healthy.offsets());
    }

    @Test
    @DisplayName("that may jump and is more than 100 events behind as its send completes skips to the head")
    void jumpsOverMany() {
        RecordingOutlet outlet = stalled(true);
        world.say("lobby", 2, 102);
        outlet.release();
        world.run();
        assertEquals(
                List.of(new Delivery.Gap("lobby", 3, 103, position(103), Delivery.Reason.SKIPPED, false)),
                outlet.gaps());
        world.say("lobby", 103, 103);
        assertEquals(List.of(2L, 104L), outlet.offsets());
    }

    @Test
    @DisplayName("that may jump but is only 100 events behind gets them all")
    void jumpsOverNoFewer() {
        RecordingOutlet outlet = stalled(true);
        world.say("lobby", 2, 101);
        outlet.release();
        world.run();
        assertEquals(List.of(), outlet.gaps());
        assertEquals(101, outlet.offsets().size());
    }

    @Test
    @DisplayName("that may jump and is more than 1 s behind skips to the head")
    void jumpsWhenLate() {
        RecordingOutlet outlet = stalled(true);
        world.say("lobby", 2, 3);
        world.pass(Duration.ofMillis(1001));
        outlet.release();
        world.run();
        assertEquals(
                List.of(new Delivery.Gap("lobby", 3, 4, position(4), Delivery.Reason.SKIPPED, false)), outlet.gaps());
    }

    @Test
    @DisplayName("that did not ask for it never jumps")
    void jumpsOnlyIfAsked() {
        RecordingOutlet outlet = stalled(false);
        world.say("lobby", 2, 400);
        world.pass(Duration.ofSeconds(5));
        outlet.release();
        world.run();
        assertEquals(List.of(), outlet.gaps());
        assertEquals(400, outlet.offsets().size());
    }

    @Test
    @DisplayName("that takes nothing for too long is ended as slow")
    void tooSlow() {
        RecordingOutlet outlet = stalled(false);
        world.pass(settings.stall.minusSeconds(1));
        assertEquals(List.of(), outlet.endings());
        world.pass(Duration.ofSeconds(3));
        assertEquals(Code.SLOW, outlet.endings().get(0).code());
        assertEquals(0, world.rooms.readers("lobby"));
    }

    @Test
    @DisplayName("hears something every heartbeat at the latest, from the first to the last")
    void heartbeat() {
        RecordingOutlet outlet = world.live("lobby", new Start.Head());
        world.say("lobby", 1, 1);
        outlet.clear();
        for (int beat = 1; beat <= 3; beat++) {
            world.pass(settings.heartbeat);
            assertTrue(outlet.parts(Delivery.Stand.class).size() >= beat, "beat " + beat);
        }
        assertEquals(new Delivery.Stand("lobby", position(1)), outlet.last());
    }

    @Test
    @DisplayName("is moved past events that are not for it by the sign of life")
    void heartbeatMoves() {
        var ann = world.session("ann");
        var bob = world.session("bob");
        world.live("lobby", ann, new Start.Head());
        world.live("lobby", bob, new Start.Head());
        RecordingOutlet carol = world.live("lobby", world.session("carol"), new Start.Head());
        world.say("lobby", 1, 1);
        world.pass(Duration.ofSeconds(1));
        carol.clear();
        world.say("lobby", ann, World.to("2", bob));
        assertEquals(List.of(), carol.events());
        world.pass(settings.heartbeat);
        assertEquals(new Delivery.Stand("lobby", position(2)), carol.last());
    }

    @Test
    @DisplayName("shares the pages it reads with those who read the same")
    void sharedPages() {
        World slow = new World(settings, engine -> new io.roomcast.kit.DelayingEngine(engine, world.time));
        var engine = (io.roomcast.kit.DelayingEngine) slow.engine;
        slow.say("lobby", 1, 600);
        long before = engine.asked("read 0");
        engine.hold();
        var start = new Start.After(Position.START);
        for (int reader = 0; reader < 50; reader++) {
            slow.rooms.read("lobby", ReadRequest.live(Visitor.ANYBODY, start), new RecordingOutlet());
        }
        slow.run();
        while (engine.held() > 0) {
            engine.releaseOne();
            slow.run();
        }
        assertEquals(before + 1, engine.asked("read 0"), () -> engine.asked().toString());
    }
}
