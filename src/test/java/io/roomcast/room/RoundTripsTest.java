package io.roomcast.room;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.kit.DelayingEngine;
import io.roomcast.kit.HandTime;
import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.World;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("where the store is one millisecond away")
class RoundTripsTest {
    private static final Duration AWAY = Duration.ofMillis(1);
    private static final int ENDLESS = 100;

    private DelayingEngine engine;
    private World world;
    private Session ann;

    @BeforeEach
    void create() {
        world = new World(
                new io.roomcast.kit.WorldSettings(),
                memory -> engine = new DelayingEngine(memory, new HandTime(World.BEGINNING)));
        engine.delay(AWAY, world.time);
        ann = world.session("ann");
    }

    /** How many times the store was gone to, one after the other, until this is so. */
    private int trips(BooleanSupplier done) {
        int trips = 0;
        world.run();
        while (!done.getAsBoolean() && trips < ENDLESS) {
            world.pass(AWAY);
            trips++;
        }
        return trips;
    }

    private int joining(Start start) {
        RecordingOutlet outlet = new RecordingOutlet();
        world.rooms.read("lobby", ReadRequest.live(Visitor.ANYBODY, ann, start), outlet);
        return trips(() -> !outlet.parts(Delivery.Welcome.class).isEmpty());
    }

    private int reading(Start start, int events) {
        RecordingOutlet outlet = new RecordingOutlet();
        world.rooms.read("lobby", ReadRequest.once(Visitor.ANYBODY, start, 10), outlet);
        return trips(() -> outlet.events().size() == events && outlet.caughtUp().isPresent());
    }

    private int publishing(String id) {
        CompletionStage<Position> ack = world.publish("lobby", ann.member(), id, Content.of("message", "1"));
        return trips(() -> World.isDone(ack));
    }

    @Test
    @DisplayName("publishing takes one trip, and one more in a room that is not in memory")
    void publishing() {
        assertEquals(2, publishing("c-1"));
        assertEquals(1, publishing("c-2"));
    }

    @Test
    @DisplayName("what is published at once takes one trip for the group that is under way and one for all behind it")
    void groups() {
        publishing("c-0");
        List<CompletionStage<Position>> acks = new ArrayList<>();
        for (int number = 1; number <= 100; number++) {
            acks.add(world.publish("lobby", ann.member(), "c-" + number, Content.of("message", "1")));
        }
        assertEquals(2, trips(() -> acks.stream().allMatch(World::isDone)));
    }

    @Test
    @DisplayName("joining takes one trip at most in a room that is in memory, and two in one that is not")
    void joining() {
        assertEquals(2, joining(new Start.Head()));
        assertEquals(1, joining(new Start.Head()));
        publishing("c-1");
        assertEquals(1, joining(new Start.After(Position.START)));
        world.pass(Duration.ofMillis(100));
        assertEquals(1, joining(new Start.Last(10, Optional.empty())));
        world = new World(
                new io.roomcast.kit.WorldSettings(),
                memory -> engine = new DelayingEngine(memory, new HandTime(World.BEGINNING)));
        engine.delay(AWAY, world.time);
        assertEquals(2, joining(new Start.Last(10, Optional.empty())));
    }

    @Test
    @DisplayName("a poll from what is at hand takes no trip, and history one")
    void polls() {
        publishing("c-1");
        // The first event of a log is looked at before it is believed.
        world.pass(AWAY);
        assertEquals(0, reading(new Start.After(Position.START), 1));
        assertEquals(1, reading(new Start.Last(1, Optional.empty()), 1));
    }

    private int polling() {
        RecordingOutlet outlet = new RecordingOutlet();
        Start after = new Start.After(Position.START);
        Cursor poll = world.rooms.read(
                "lobby", ReadRequest.once(Visitor.ANYBODY, ann, after, 10).waiting(), outlet);
        int trips = trips(() -> outlet.events().size() == 1);
        poll.close();
        world.run();
        return trips;
    }

    @Test
    @DisplayName("a member's first poll takes one trip for its seat, and those that follow none")
    void membersPolls() {
        publishing("c-1");
        world.pass(AWAY);
        assertEquals(1, polling());
        assertEquals(0, polling());
        world.pass(Duration.ofSeconds(1));
        assertEquals(0, polling());
    }

    @Test
    @DisplayName("many who come at once to a room that is not in memory share two trips")
    void herd() {
        List<RecordingOutlet> outlets = new ArrayList<>();
        for (int number = 0; number < 500; number++) {
            RecordingOutlet outlet = new RecordingOutlet();
            outlets.add(outlet);
            world.rooms.read(
                    "lobby", ReadRequest.live(Visitor.ANYBODY, new Start.After(new Position("other", 7))), outlet);
        }
        assertEquals(
                2,
                trips(() -> outlets.stream().noneMatch(outlet -> outlet.parts().isEmpty())));
    }
}
