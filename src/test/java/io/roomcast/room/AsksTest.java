package io.roomcast.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a question to one member")
class AsksTest {
    private static final AnswerData ANSWER = new AnswerData("42", false);
    private static final Duration WITHIN = Duration.ofSeconds(5);

    private final WorldSettings settings = new WorldSettings();
    private World world;
    private Session ann;
    private Session bob;
    private RecordingOutlet hers;

    @BeforeEach
    void create() {
        world = new World(settings);
        ann = world.session("ann");
        bob = world.session("bob");
        hers = world.live("lobby", ann, new Start.Head());
    }

    private CompletionStage<AnswerData> ask(Session who, String type) {
        CompletionStage<AnswerData> answer = world.rooms.ask("lobby", who.id(), Content.of(type, "1"), WITHIN);
        world.run();
        return answer;
    }

    private CompletionStage<Void> answer(Session who, long question) {
        CompletionStage<Void> done = world.rooms.answer("lobby", who.id(), question, ANSWER);
        world.run();
        return done;
    }

    private static List<String> asked(RecordingOutlet outlet) {
        return outlet.parts(Delivery.Ask.class).stream()
                .map(ask -> ask.question().type())
                .toList();
    }

    @Test
    @DisplayName("reaches it alone, moves nobody's position, and is done with its answer")
    void answered() {
        RecordingOutlet his = world.live("lobby", bob, new Start.Head());
        CompletionStage<AnswerData> answer = ask(ann, "why");
        assertEquals(List.of("why"), asked(hers));
        assertEquals(List.of(), asked(his));
        assertFalse(World.isDone(answer));
        answer(ann, hers.parts(Delivery.Ask.class).get(0).number());
        assertEquals(ANSWER, answer.toCompletableFuture().join());
        assertEquals(
                List.of(),
                world.once("lobby", new Start.After(Position.START), 10).events());
    }

    @Test
    @DisplayName("is answered by nobody else, and only once")
    void onlyIts() {
        CompletionStage<AnswerData> answer = ask(ann, "why");
        long id = hers.parts(Delivery.Ask.class).get(0).number();
        assertEquals(Code.NOT_FOUND, World.refusal(answer(bob, id)).code());
        assertFalse(World.isDone(answer));
        assertTrue(World.isDone(answer(ann, id)));
        assertTrue(World.isDone(answer(ann, id)), "the same again is the same answer");
        CompletionStage<Void> another = world.rooms.answer("lobby", ann.id(), id, AnswerData.NOTHING);
        world.run();
        assertEquals(Code.NOT_FOUND, World.refusal(another).code());
        assertEquals(Code.NOT_FOUND, World.refusal(answer(ann, 0)).code());
    }

    @Test
    @DisplayName("fails when there is no answer in time, when the member leaves, and when it is not here")
    void unanswered() {
        CompletionStage<AnswerData> late = ask(ann, "why");
        world.pass(WITHIN);
        assertEquals(Code.UNAVAILABLE, World.refusal(late).code());
        CompletionStage<AnswerData> left = ask(ann, "how");
        world.rooms.leave("lobby", ann.id());
        world.run();
        assertEquals(Code.GONE, World.refusal(left).code());
        assertEquals(Code.NOT_FOUND, World.refusal(ask(ann, "where")).code());
    }

    @Test
    @DisplayName("is asked again when the member comes back without having answered")
    void again() {
        CompletionStage<AnswerData> first = ask(ann, "why");
        CompletionStage<AnswerData> second = ask(ann, "how");
        answer(ann, hers.parts(Delivery.Ask.class).get(0).number());
        assertTrue(World.isDone(first));
        RecordingOutlet back = world.live("lobby", ann, new Start.Head());
        assertEquals(List.of("how"), asked(back));
        answer(ann, back.parts(Delivery.Ask.class).get(0).number());
        assertTrue(World.isDone(second));
        assertEquals(List.of("why", "how"), asked(hers));
    }

    @Test
    @DisplayName("is told to one poll, and not to each that comes after it")
    void polls() {
        world.rooms.enter("lobby", Visitor.ANYBODY, bob, "");
        world.run();
        ask(bob, "why");
        Start after = new Start.After(Position.START);
        assertEquals(List.of(), asked(world.once("lobby", bob, new Start.Head(), 10)), "history asks nobody");
        assertEquals(List.of("why"), asked(poll(after)));
        RecordingOutlet waiting = poll(after);
        assertEquals(List.of(), asked(waiting));
        ask(bob, "how");
        assertEquals(List.of("how"), asked(waiting));
    }

    private RecordingOutlet poll(Start start) {
        RecordingOutlet outlet = new RecordingOutlet();
        ReadRequest entry = ReadRequest.once(Visitor.ANYBODY, bob, start, 10).waiting();
        world.read("lobby", entry, outlet);
        return outlet;
    }

    @Test
    @DisplayName("is one of so many that may be open, and no more")
    void tooMany() {
        for (int number = 1; number <= 16; number++) {
            ask(ann, "why");
        }
        assertEquals(Code.TOO_MANY, World.refusal(ask(ann, "why")).code());
        answer(ann, hers.parts(Delivery.Ask.class).get(0).number());
        assertFalse(World.isDone(ask(ann, "why")));
    }
}
