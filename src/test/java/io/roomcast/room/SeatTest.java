package io.roomcast.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a seat")
class SeatTest {
    private final WorldSettings settings = new WorldSettings();
    private World world;
    private Session ann;
    private Session bob;

    @BeforeEach
    void create() {
        settings.members = 3;
        world = new World(settings);
        ann = world.session("ann");
        bob = world.session("bob");
    }

    private static ReadRequest live(Session session) {
        return ReadRequest.live(Visitor.ANYBODY, session, new Start.Head());
    }

    private Cursor sit(Session session) {
        return world.read("lobby", live(session), new RecordingOutlet());
    }

    private List<Member> members() {
        return world.members("lobby");
    }

    @Test
    @DisplayName("is taken by entering; the roster always contains yourself")
    void entering() {
        RecordingOutlet outlet = world.live("lobby", ann, new Start.Head());
        assertEquals(Optional.of(List.of(ann.member())), outlet.welcome().members());
        assertEquals(1, outlet.welcome().count());
        world.live("lobby", new Start.Head());
        assertEquals(List.of(ann.member()), members(), "a reader without a session is no member");
    }

    @Test
    @DisplayName("is not taken again by a poll that was on its way when its member left")
    void latePoll() {
        sit(ann);
        world.rooms.leave("lobby", ann.id());
        world.run();
        ReadRequest poll = ReadRequest.once(Visitor.ANYBODY, ann, new Start.After(Position.START), 10);
        RecordingOutlet waiting = new RecordingOutlet();
        world.read("lobby", poll.waiting(), waiting);
        assertEquals(Code.CLOSED, waiting.endings().get(0).code());
        assertEquals(List.of(), members());
        sit(ann);
        assertEquals(List.of(ann.member()), members(), "who enters anew is welcome");
    }

    @Test
    @DisplayName("outlives its connection by the grace period")
    void grace() {
        Cursor cursor = sit(ann);
        cursor.close();
        world.pass(settings.grace.minusMillis(1));
        assertEquals(1, world.count("lobby"));
        world.pass(Duration.ofMillis(1));
        assertEquals(0, world.count("lobby"));
    }

    @Test
    @DisplayName("is kept by who comes back within the grace, and nobody is told anything")
    void resumeWithoutPresence() {
        RecordingOutlet watcher = world.live("lobby", bob, new Start.Head());
        Cursor cursor = sit(ann);
        world.pass(Duration.ofSeconds(1));
        watcher.clear();
        for (int turn = 0; turn < 5; turn++) {
            cursor.close();
            world.pass(settings.grace.minusSeconds(1));
            cursor = sit(ann);
            world.pass(Duration.ofSeconds(2));
        }
        assertEquals(List.of(), watcher.parts(Delivery.Presence.class));
        assertEquals(2, world.count("lobby"));
    }

    @Test
    @DisplayName("is given up after its grace, whatever the clock is set to meanwhile")
    void clockSet() {
        sit(ann).close();
        world.run();
        world.time.set(World.BEGINNING.plus(Duration.ofHours(1)));
        world.pass(settings.grace.minusSeconds(1));
        assertEquals(1, world.count("lobby"));
        world.time.set(World.BEGINNING.minus(Duration.ofHours(1)));
        world.pass(Duration.ofSeconds(1));
        assertEquals(0, world.count("lobby"));
    }

    @Test
    @DisplayName("has one live reader: the newest wins, and the older is replaced")
    void replaced() {
        RecordingOutlet older = world.live("lobby", ann, new Start.Head());
        RecordingOutlet newer = world.live("lobby", ann, new Start.Head());
        assertEquals(Code.REPLACED, older.endings().get(0).code());
        assertFalse(older.endings().get(0).reconnect());
        world.say("lobby", 1, 1);
        assertEquals(List.of(), older.said());
        assertEquals(List.of("1"), newer.said());
        world.pass(settings.grace.multipliedBy(2));
        assertEquals(1, world.count("lobby"));
    }

    @Test
    @DisplayName("is not touched by reading history or publishing")
    void historyDoesNotReplace() {
        RecordingOutlet reader = world.live("lobby", ann, new Start.Head());
        world.once("lobby", ann, new Start.Last(5, Optional.empty()), 5);
        assertEquals(List.of(), reader.endings());
        world.once("lobby", bob, new Start.Last(5, Optional.empty()), 5);
        assertEquals(1, world.count("lobby"));
    }

    @Test
    @DisplayName("is kept by polls after a position")
    void polls() {
        for (int poll = 0; poll < 5; poll++) {
            world.once("lobby", ann, new Start.After(Position.START), 5);
            world.pass(settings.grace.minusSeconds(1));
        }
        assertEquals(1, world.count("lobby"));
        world.pass(Duration.ofSeconds(1));
        assertEquals(0, world.count("lobby"));
    }

    @Test
    @DisplayName("is given up at once by leaving, and its reader ends")
    void leaving() {
        RecordingOutlet reader = world.live("lobby", ann, new Start.Head());
        world.rooms.leave("lobby", ann.id());
        world.run();
        assertEquals(Code.CLOSED, reader.endings().get(0).code());
        assertEquals(0, world.count("lobby"));
        world.rooms.leave("lobby", ann.id());
        world.run();
    }

    @Test
    @DisplayName("is not held by a reader that closes before it began")
    void closedBeforeItBegan() {
        for (int steps = 0; steps < 12; steps++) {
            Cursor cursor = world.rooms.read("lobby", live(ann), new RecordingOutlet());
            for (int step = 0; step < steps; step++) {
                world.workers.runOne();
            }
            cursor.close();
            world.run();
            world.pass(settings.grace);
            assertEquals(0, world.count("lobby"), "closed after " + steps + " steps");
            assertEquals(0, world.rooms.readers("lobby"));
        }
    }

    @Test
    @DisplayName("without a name is user-N, counted per room; a taken number is skipped")
    void userNames() {
        sit(world.session("user-2"));
        sit(world.session(""));
        sit(world.session(""));
        assertEquals(
                List.of("user-2", "user-1", "user-3"),
                members().stream().map(Member::name).toList());
        RecordingOutlet elsewhere = world.live("other", world.session(""), new Start.Head());
        assertEquals("user-1", elsewhere.welcome().me().name());
    }

    @Test
    @DisplayName("keeps its name when the session comes back without one")
    void nameIsKept() {
        Session nameless = world.session("");
        sit(nameless);
        sit(nameless);
        assertEquals(List.of("user-1"), members().stream().map(Member::name).toList());
    }

    @Test
    @DisplayName("is refused when the room is full; who has one may come back")
    void full() {
        sit(ann);
        sit(bob);
        sit(world.session("carol"));
        RecordingOutlet outlet = world.live("lobby", world.session("dora"), new Start.Head());
        assertEquals(Code.TOO_MANY, outlet.refusals().get(0).code());
        assertEquals(List.of(), world.live("lobby", ann, new Start.Head()).refusals());
        assertEquals(List.of(), world.live("lobby", new Start.Head()).refusals());
    }

    @Test
    @DisplayName("can be taken without a connection")
    void entersWithoutConnection() {
        var welcome = world.rooms.enter("lobby", Visitor.ANYBODY, ann, "").toCompletableFuture();
        world.run();
        assertEquals(ann.member(), welcome.join().me());
        assertEquals(Position.START, welcome.join().position());
        assertEquals(1, world.count("lobby"));
        world.pass(settings.grace);
        assertEquals(0, world.count("lobby"));
    }

    @Test
    @DisplayName("does not hold a server that is about to stop: everybody is told to come back, spread over a while")
    void drain() {
        RecordingOutlet one = world.live("lobby", ann, new Start.Head());
        RecordingOutlet other = world.live("lobby", bob, new Start.Head());
        RecordingOutlet late = new RecordingOutlet();
        world.rooms.read("lobby", live(world.session("late")), late);
        world.rooms.drain(Duration.ofSeconds(10), new Random(3));
        world.run();
        for (RecordingOutlet outlet : List.of(one, other, late)) {
            assertEquals(Code.DRAINING, outlet.endings().get(0).code());
            assertTrue(outlet.endings().get(0).reconnect());
        }
        assertFalse(one.endings().get(0).after().equals(other.endings().get(0).after()));
        assertEquals(Optional.of("draining"), world.rooms.notReady());
    }

    @Test
    @DisplayName("keeps its room in memory; an idle room is forgotten and nothing of it is lost")
    void forgetting() {
        world.say("lobby", 1, 40);
        Cursor cursor = sit(ann);
        world.pass(Duration.ofMinutes(5));
        assertTrue(world.rooms.isInMemory("lobby"));
        cursor.close();
        world.pass(Duration.ofMinutes(5));
        assertFalse(world.rooms.isInMemory("lobby"));
        RecordingOutlet reader = world.live("lobby", ann, new Start.After(Position.START));
        assertEquals(40, reader.events().size());
    }

    @Test
    @DisplayName("outlives its room's log: who sits in a room that was removed can be addressed in the next one")
    void removed() {
        sit(ann);
        sit(bob);
        world.rooms.remove("lobby");
        world.run();
        sit(ann);
        RecordingOutlet back = world.live("lobby", bob, new Start.Head());
        world.say("lobby", ann, World.to("1", bob));
        assertEquals(List.of("1"), back.said());
    }

    @Test
    @DisplayName("reaches readers coalesced: many joins within a moment are one presence")
    void coalesced() {
        World world = new World(new WorldSettings());
        RecordingOutlet watcher = world.live("lobby", world.session("watcher"), new Start.Head());
        long known = watcher.welcome().roster();
        for (int number = 0; number < 50; number++) {
            world.live("lobby", world.session("name"), new Start.Head());
        }
        assertEquals(List.of(), watcher.parts(Delivery.Presence.class));
        world.pass(Duration.ofMillis(200));
        List<Delivery.Presence> told = watcher.parts(Delivery.Presence.class);
        assertEquals(1, told.size());
        assertEquals(50, told.get(0).joined().orElseThrow().size());
        assertEquals(51, told.get(0).count());
        assertTrue(told.get(0).roster() > known);
    }

    @Test
    @DisplayName("has the name under which its member entered last, also for what it says right after that")
    void renamed() {
        RecordingOutlet outlet = world.live("lobby", ann, new Start.Head());
        Session other = new Session(ann.member().named("other"), ann.token());
        world.rooms.enter("lobby", Visitor.ANYBODY, other, "");
        world.publish("lobby", other.member(), "c-1", Content.of("message", "1"));
        world.run();
        assertEquals("other", outlet.events().get(0).from().name());
    }
}
