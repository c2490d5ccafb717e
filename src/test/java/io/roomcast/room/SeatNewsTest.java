package io.roomcast.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.DelayingEngine;
import io.roomcast.kit.HandPrograms;
import io.roomcast.kit.HandTime;
import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.Servers;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what becomes of a seat, where the news of it comes in another order than the answers,")
class SeatNewsTest {
    private static final String ROOM = "lobby";

    private final WorldSettings settings = new WorldSettings();
    private final List<DelayingEngine> slow = new ArrayList<>();

    private World slowWorld() {
        World world = new World(settings, engine -> {
            slow.add(new DelayingEngine(engine, new HandTime(World.BEGINNING)));
            return slow.get(0);
        });
        world.run();
        return world;
    }

    @Test
    @DisplayName("is told programs as leaving before what they keep with the session is let go")
    void leftBeforeGone() {
        HandPrograms programs = new HandPrograms();
        settings.programs = programs;
        World world = slowWorld();
        Session ann = world.session("ann");
        Session bob = world.session("bob");
        world.live(ROOM, ann, new Start.Head());
        slow.get(0).hold();
        // All that comes while one is under way goes out together, and is told together.
        world.rooms.enter(ROOM, Visitor.ANYBODY, ann, "");
        world.run();
        world.rooms.enter(ROOM, Visitor.ANYBODY, bob, "");
        world.rooms.leave(ROOM, ann.id());
        world.run();
        slow.get(0).release();
        world.run();
        assertEquals(List.of("came ann", "came bob", "left ann", "went ann"), programs.kept());
    }

    @Test
    @DisplayName("lets nothing overtake that was said before it was taken")
    void inOrder() {
        World world = slowWorld();
        Session me = world.session("");
        world.live(ROOM, world.session("bob"), new Start.Head());
        RecordingOutlet reader = world.live(ROOM, new Start.Head());
        slow.get(0).hold();
        world.rooms.enter(ROOM, Visitor.ANYBODY, me, "");
        world.run();
        world.publish(ROOM, me.member(), "", Content.of("message", "1"));
        world.rooms.enter(ROOM, Visitor.ANYBODY, me, "");
        world.run();
        slow.get(0).releaseOne();
        world.run();
        world.publish(ROOM, me.member(), "", Content.of("message", "2"));
        world.run();
        slow.get(0).release();
        world.run();
        assertEquals(List.of("1", "2"), reader.said());
    }

    @Test
    @DisplayName("answers no question with what was answered to another")
    void newQuestion() {
        settings.programs = new HandPrograms();
        Servers servers = new Servers(settings, 2);
        Session ann = servers.sessions.open("ann");
        servers.pass(settings.grace.plus(Limits.LEASE));
        servers.live(1, ROOM, ann);
        Content question = Content.of("color", "1");
        Duration within = Duration.ofSeconds(5);
        CompletionStage<AnswerData> first = servers.rooms(0).ask(ROOM, ann.id(), question, within);
        servers.run();
        RecordingOutlet hers = servers.live(1, ROOM, ann);
        servers.rooms(1).answer(ROOM, ann.id(), number(hers), new AnswerData("\"red\"", false));
        servers.run();
        assertEquals("\"red\"", first.toCompletableFuture().join().data());
        servers.pass(Duration.ofMinutes(2));
        assertTrue(!servers.rooms(0).isInMemory(ROOM), "nobody uses the room there");
        CompletionStage<AnswerData> second = servers.rooms(0).ask(ROOM, ann.id(), question, within);
        servers.run();
        assertTrue(!World.isDone(second), "she has not answered");
    }

    private static long number(RecordingOutlet outlet) {
        return outlet.parts(Delivery.Ask.class).get(0).number();
    }

    @Test
    @DisplayName("is let go by programs as often as it came, also where they hear late")
    void balanced() {
        HandPrograms programs = new HandPrograms();
        settings.programs = programs;
        Servers servers = new Servers(settings, 2);
        Session ann = servers.sessions.open("ann");
        servers.pass(settings.grace.plus(Limits.LEASE));
        servers.programs(0).hold();
        servers.live(0, ROOM, servers.sessions.open("bob"));
        servers.live(0, ROOM, ann);
        servers.live(1, ROOM, ann);
        servers.rooms(0).leave(ROOM, ann.id(), Ending.of(Code.KICKED));
        servers.run();
        servers.programs(0).release();
        servers.run();
        long came =
                servers.programs(0).kept().stream().filter("came ann"::equals).count();
        long went =
                servers.programs(0).kept().stream().filter("went ann"::equals).count();
        assertEquals(came, went, servers.programs(0).kept().toString());
    }

    @Test
    @DisplayName("ends who reads from it where its member is made to leave, also while it enters again")
    void kicked() {
        World world = slowWorld();
        Session ann = world.session("ann");
        RecordingOutlet hers = world.live(ROOM, ann, new Start.Head());
        slow.get(0).hold();
        world.rooms.enter(ROOM, Visitor.ANYBODY, world.session("bob"), "");
        world.rooms.leave(ROOM, ann.id(), Ending.of(Code.KICKED));
        world.rooms.enter(ROOM, Visitor.ANYBODY, ann, "");
        world.run();
        slow.get(0).release();
        world.run();
        assertEquals(1, hers.endings().size());
        assertEquals(Code.KICKED, hers.endings().get(0).code());
    }
}
