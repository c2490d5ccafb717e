package io.roomcast.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Asked;
import io.roomcast.kit.DelayingEngine;
import io.roomcast.kit.HandWorkers;
import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Access;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("publishing")
class PublishTest {
    private final WorldSettings settings = new WorldSettings();

    private static Content message(Object data) {
        return Content.of("message", data.toString());
    }

    private World world() {
        return new World(settings);
    }

    private World slowWorld() {
        World[] world = new World[1];
        world[0] = new World(
                settings, engine -> new DelayingEngine(engine, new io.roomcast.kit.HandTime(World.BEGINNING)));
        return world[0];
    }

    @Test
    @DisplayName("pipelined from the first moment on keeps the order in which it was asked for")
    void orderFromTheFirstMoment() {
        World world = world();
        for (int number = 1; number <= 5; number++) {
            world.publish("lobby", Member.guest("ann"), "", message(number));
        }
        world.run();
        RecordingOutlet outlet = world.once("lobby", new Start.After(Position.START), 10);
        assertEquals(List.of("1", "2", "3", "4", "5"), outlet.said());
    }

    @Test
    @DisplayName("the same id again is acknowledged again with the first position, and nobody sees it twice")
    void repeats() {
        World world = world();
        Session ann = world.session("ann");
        RecordingOutlet reader = world.live("lobby", new Start.Head());
        CompletionStage<Position> first = world.publish("lobby", ann.member(), "c-1", message(1));
        world.run();
        CompletionStage<Position> again = world.publish("lobby", ann.member(), "c-1", message(1));
        CompletionStage<Position> other = world.publish("lobby", ann.member(), "c-1", message(2));
        world.run();
        assertEquals(
                first.toCompletableFuture().join(), again.toCompletableFuture().join());
        assertEquals(Code.CONFLICT, World.refusal(other).code());
        assertEquals(List.of("1"), reader.said());
    }

    @Test
    @DisplayName("more than the bound at once without an answer is too_many, and certainly not published")
    void tooManyUnanswered() {
        settings.unacked = 3;
        World world = slowWorld();
        DelayingEngine engine = (DelayingEngine) world.engine;
        Session ann = world.session("ann");
        List<CompletionStage<Position>> acks = new ArrayList<>();
        engine.hold();
        for (int number = 1; number <= 5; number++) {
            acks.add(world.publish("lobby", ann.member(), "c-" + number, message(number)));
        }
        world.run();
        engine.release();
        world.run();
        assertEquals(Code.TOO_MANY, World.refusal(acks.get(3)).code());
        assertEquals(Code.TOO_MANY, World.refusal(acks.get(4)).code());
        assertEquals(3, acks.get(2).toCompletableFuture().join().offset());
        CompletionStage<Position> retry = world.publish("lobby", ann.member(), "c-4", message(4));
        world.run();
        assertEquals(4, retry.toCompletableFuture().join().offset());
    }

    @Test
    @DisplayName("is acknowledged and visible only when it is durable")
    void durableFirst() {
        World world = slowWorld();
        DelayingEngine engine = (DelayingEngine) world.engine;
        world.say("lobby", 1, 1);
        RecordingOutlet reader = world.live("lobby", new Start.Head());
        engine.hold();
        CompletionStage<Position> ack = world.publish("lobby", Member.guest("ann"), "", message(2));
        world.run();
        assertFalse(World.isDone(ack));
        assertEquals(List.of(), reader.said());
        engine.release();
        world.run();
        assertTrue(World.isDone(ack));
        assertEquals(List.of("2"), reader.said());
    }

    @Test
    @DisplayName("goes under the name that somebody will have who is just about to come in")
    void nameOfWhoComes() {
        World world = world();
        RecordingOutlet reader = world.live("lobby", world.session(""), new Start.Head());
        Session nameless = world.session("");
        RecordingOutlet hers = new RecordingOutlet();
        world.rooms.read("lobby", ReadRequest.live(Visitor.ANYBODY, nameless, new Start.Head()), hers);
        world.publish("lobby", nameless.member(), "c-1", message(1));
        world.run();
        assertEquals("user-2", reader.events().get(0).from().name());
        assertEquals("user-2", hers.welcome().me().name());
    }

    @Test
    @DisplayName("goes under the name that the member has in this room")
    void nameOfTheRoom() {
        World world = world();
        Session nameless = world.session("");
        RecordingOutlet reader = world.live("lobby", nameless, new Start.Head());
        world.say("lobby", nameless, message(1));
        assertEquals("user-1", reader.events().get(0).from().name());
        assertEquals(nameless.id(), reader.events().get(0).from().id());
    }

    @Test
    @DisplayName("and reading and entering are for whom Access lets")
    void access() {
        Access nobody = (visitor, deed, room) -> deed == Access.Deed.READ;
        World world = new World(settings, nobody, new HandWorkers(), engine -> engine);
        Session ann = world.session("ann");
        ReadRequest live = ReadRequest.live(Visitor.ANYBODY, ann, new Start.Head());
        ReadRequest poll = ReadRequest.once(Visitor.ANYBODY, ann, new Start.After(Position.START), 10);
        List<Runnable> deeds = List.of(
                () -> world.publish("lobby", ann.member(), "", message(1)),
                () -> world.rooms.enter("lobby", Visitor.ANYBODY, ann, ""),
                () -> world.read("lobby", live, new RecordingOutlet()),
                () -> world.read("lobby", poll, new RecordingOutlet()));
        for (Runnable deed : deeds) {
            assertEquals(
                    Code.FORBIDDEN,
                    Assertions.assertThrows(Refusal.class, deed::run).code());
        }
        assertEquals(0, world.count("lobby"));
        assertEquals(List.of(), world.live("lobby", new Start.Head()).refusals());
    }

    @Test
    @DisplayName("into a room whose log cannot be opened fails, and works when it can be again")
    void openingFails() {
        boolean[] broken = {true};
        World world = new World(settings, engine -> new io.roomcast.kit.EngineAround(engine) {
            @Override
            public CompletionStage<Map<String, Known>> open(Collection<String> rooms) {
                return broken[0]
                        ? java.util.concurrent.CompletableFuture.failedStage(new IllegalStateException("away"))
                        : innerLog().open(rooms);
            }
        });
        CompletionStage<Position> ack = world.publish("lobby", Member.guest("ann"), "", message(1));
        RecordingOutlet reader = world.live("lobby", new Start.Head());
        assertEquals(Code.UNAVAILABLE, World.refusal(ack).code());
        assertEquals(Code.UNAVAILABLE, reader.refusals().get(0).code());
        broken[0] = false;
        world.say("lobby", 1, 1);
        assertEquals(
                List.of("1"),
                world.live("lobby", new Start.Last(1, Optional.empty())).said());
    }

    @Test
    @DisplayName("into a removed room begins a new epoch; its readers were told that it is gone")
    void removing() {
        World world = world();
        Session ann = world.session("ann");
        RecordingOutlet reader = world.live("lobby", ann, new Start.Head());
        world.say("lobby", 1, 5);
        Position old = reader.events().get(4).position();
        CompletionStage<Void> removed = world.rooms.remove("lobby");
        world.run();
        assertTrue(World.isDone(removed));
        assertEquals(Code.GONE, reader.endings().get(0).code());
        assertFalse(reader.endings().get(0).reconnect());
        world.say("lobby", 6, 6);
        RecordingOutlet again = world.live("lobby", ann, new Start.After(old));
        assertEquals(Delivery.Reason.EPOCH, again.gaps().get(0).reason());
        assertEquals(List.of("6"), again.said());
        assertNotEquals(old.epoch(), again.events().get(0).position().epoch());
    }

    @Test
    @DisplayName("into a room whose log the store gave up reaches those who were waiting, after a gap")
    void givenUpByTheStore() {
        World world = world();
        RecordingOutlet reader = world.live("lobby", new Start.Head());
        world.say("lobby", 1, 5);
        Engine engine = world.engine;
        new Asked(engine).remove("lobby");
        world.say("lobby", 6, 7);
        assertEquals(List.of("1", "2", "3", "4", "5", "6", "7"), reader.said());
        assertEquals(Delivery.Reason.EPOCH, reader.gaps().get(0).reason());
    }
}
