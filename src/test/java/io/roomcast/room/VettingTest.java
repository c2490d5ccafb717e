package io.roomcast.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.DelayingEngine;
import io.roomcast.kit.HandPrograms;
import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.log.Ack;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("programs")
class VettingTest {
    private static final AnswerData ANSWER = new AnswerData("\"mine\"", false);

    private final WorldSettings settings = new WorldSettings();
    private final HandPrograms programs = new HandPrograms();
    private DelayingEngine slow;
    private World world;
    private Session ann;
    private RecordingOutlet reader;

    @BeforeEach
    void create() {
        settings.programs = programs;
        settings.grace = Duration.ofSeconds(1);
        world = new World(settings, engine -> {
            slow = new DelayingEngine(engine, new io.roomcast.kit.HandTime(World.BEGINNING));
            return slow;
        });
        ann = world.session("ann");
        reader = world.live("lobby", new Start.Head());
    }

    private CompletionStage<Ack> publish(String room, String id, Object data) {
        CompletionStage<Ack> ack = world.rooms.publish(
                Visitor.ANYBODY, new Draft(room, ann.member(), id, List.of(Content.of("message", data.toString()))));
        world.run();
        return ack;
    }

    private CompletionStage<Ack> publish(String id, Object data) {
        return publish("lobby", id, data);
    }

    private static Ack answer(CompletionStage<Ack> ack) {
        assertTrue(World.isDone(ack), "it is answered");
        return ack.toCompletableFuture().join();
    }

    @Test
    @DisplayName("see who comes, what is published and who goes, in the order in which it happens")
    void order() {
        RecordingOutlet outlet = world.live("lobby", ann, new Start.Head());
        publish("c-1", 1);
        publish("c-2", 2);
        world.rooms.leave("lobby", ann.id());
        world.run();
        assertEquals(List.of("joined ann", "received 1", "received 2", "left ann"), programs.seen());
        assertEquals(List.of("1", "2"), programs.done());
        assertEquals(List.of("1", "2"), outlet.said());
    }

    @Test
    @DisplayName("see nobody go who comes back in time, and everybody who does not")
    void grace() {
        world.rooms.enter("lobby", Visitor.ANYBODY, ann, "");
        world.run();
        world.rooms.enter("lobby", Visitor.ANYBODY, ann, "");
        world.run();
        assertEquals(List.of("joined ann"), programs.seen());
        world.pass(Duration.ofSeconds(2));
        assertEquals(List.of("joined ann", "left ann"), programs.seen());
    }

    @Test
    @DisplayName("are not asked in rooms that they do not watch")
    void unwatched() {
        publish("unwatched", "c-1", 1);
        assertEquals(List.of(), programs.seen());
    }

    @Test
    @DisplayName("see one thing after the other, and what they have not seen is not in the log")
    void oneByOne() {
        programs.hold();
        CompletionStage<Ack> first = publish("c-1", 1);
        publish("c-2", 2);
        assertEquals(List.of("received 1"), programs.seen());
        assertFalse(World.isDone(first));
        assertEquals(List.of(), reader.said());
        programs.release();
        world.run();
        assertEquals(List.of("received 1", "received 2"), programs.seen());
        assertEquals(List.of("1", "2"), reader.said());
    }

    @Test
    @DisplayName("take something: it is in no log, and a repeat has the same answer without being seen again")
    void taken() {
        programs.think(draft -> draft.taken(ANSWER));
        assertEquals(new Ack.Taken(ANSWER), answer(publish("c-1", 1)));
        programs.think(draft -> draft);
        assertEquals(new Ack.Taken(ANSWER), answer(publish("c-1", 1)));
        assertEquals(Code.CONFLICT, World.refusal(publish("c-1", 2)).code());
        assertEquals(List.of("received 1"), programs.seen());
        assertEquals(List.of("1"), programs.done());
        assertEquals(List.of(), reader.said());
    }

    @Test
    @DisplayName("take something that has no id: it leaves no trace in the store")
    void takenWithoutId() {
        programs.think(draft -> draft.taken(ANSWER));
        assertEquals(new Ack.Taken(ANSWER), answer(publish("", 1)));
        assertFalse(
                slow.asked().stream().anyMatch(asked -> asked.startsWith("append")),
                slow.asked().toString());
    }

    @Test
    @DisplayName("put something else in its place: a repeat of what was said at first is the same publish")
    void replaced() {
        programs.think(draft -> draft.replaced(List.of(Content.of("other", "7"))));
        Ack first = answer(publish("c-1", 1));
        assertEquals(List.of("7"), reader.said());
        assertEquals(first, answer(publish("c-1", 1)));
        assertEquals(Code.CONFLICT, World.refusal(publish("c-1", 7)).code());
        assertEquals(List.of("received 1"), programs.seen());
        assertEquals(List.of("7"), programs.done());
    }

    @Test
    @DisplayName("refuse something: nothing is published, and the same id may be tried again")
    void refused() {
        programs.think(draft -> {
            throw new Refusal(Code.FORBIDDEN, "not this");
        });
        assertEquals(Code.FORBIDDEN, World.refusal(publish("c-1", 1)).code());
        programs.think(draft -> draft);
        answer(publish("c-1", 1));
        assertEquals(List.of("1"), reader.said());
        assertEquals(List.of("received 1", "received 1"), programs.seen());
    }

    @Test
    @DisplayName("do not see a repeat that comes while the first is on its way into the store")
    void repeatUnderWay() {
        slow.hold();
        CompletionStage<Ack> first = publish("c-1", 1);
        slow.release();
        world.run();
        slow.hold();
        CompletionStage<Ack> second = publish("c-2", 2);
        // Recalled, seen, and handed to the store, which takes its time.
        slow.releaseOne();
        world.run();
        CompletionStage<Ack> again = publish("c-2", 2);
        slow.overtakeOldest();
        world.run();
        assertFalse(World.isDone(again));
        slow.release();
        world.run();
        answer(first);
        assertEquals(answer(second), answer(again));
        assertEquals(List.of("received 1", "received 2"), programs.seen());
        assertEquals(List.of("1", "2"), reader.said());
    }

    @Test
    @DisplayName("that take too long: what they hold is unavailable, and the next has its turn")
    void tooLong() {
        programs.hold();
        CompletionStage<Ack> first = publish("c-1", 1);
        CompletionStage<Ack> second = publish("c-2", 2);
        world.pass(Duration.ofSeconds(3));
        CompletionStage<Ack> third = publish("c-3", 3);
        world.pass(Duration.ofSeconds(2));
        assertEquals(Code.UNAVAILABLE, World.refusal(first).code());
        assertEquals(Code.UNAVAILABLE, World.refusal(second).code());
        assertEquals(List.of("received 1", "received 2", "received 3"), programs.seen());
        programs.release();
        world.run();
        answer(third);
        assertEquals(List.of("3"), reader.said());
    }

    @Test
    @DisplayName("that take their time hold up so many publishes, and no more")
    void tooMany() {
        settings.pending = 2;
        create();
        programs.hold();
        publish("c-1", 1);
        publish("c-2", 2);
        assertEquals(Code.BUSY, World.refusal(publish("c-3", 3)).code());
        programs.release();
        world.run();
        assertEquals(List.of("1", "2"), reader.said());
    }

    @Test
    @DisplayName("keep the room in memory until they have seen everybody leave")
    void notForgotten() {
        programs.hold();
        world.rooms.enter("hall", Visitor.ANYBODY, ann, "");
        world.run();
        programs.hold();
        world.rooms.leave("hall", ann.id());
        world.run();
        world.pass(Duration.ofSeconds(4));
        assertTrue(world.rooms.isInMemory("hall"));
        programs.release();
        world.pass(Duration.ofMinutes(2));
        assertFalse(world.rooms.isInMemory("hall"));
    }

    @Test
    @DisplayName("are told of everybody who goes, late if one of them hangs")
    void everybodyWhoGoes() {
        for (int number = 0; number < 5; number++) {
            world.rooms.enter("hall", Visitor.ANYBODY, world.session("guest" + number), "");
        }
        world.run();
        programs.hold();
        world.pass(Duration.ofSeconds(60));
        programs.release();
        world.run();
        assertEquals(
                5,
                programs.seen().stream().filter(one -> one.startsWith("joined")).count());
        assertEquals(
                5,
                programs.seen().stream().filter(one -> one.startsWith("left")).count());
    }

    @Test
    @DisplayName("hear nothing of who came and went before it was their turn")
    void cameAndWent() {
        world.rooms.enter("hall", Visitor.ANYBODY, ann, "");
        programs.hold();
        world.run();
        Session bob = world.session("bob");
        world.rooms.enter("hall", Visitor.ANYBODY, bob, "");
        world.run();
        world.rooms.leave("hall", bob.id());
        world.run();
        programs.release();
        world.run();
        assertEquals(List.of("joined ann"), programs.seen());
    }
}
