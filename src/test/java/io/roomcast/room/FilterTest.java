package io.roomcast.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Asked;
import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.who.Session;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("an event with a filter")
class FilterTest {
    private static final Start BEGINNING = new Start.After(Position.START);

    private final WorldSettings settings = new WorldSettings();
    private World world;
    private Session ann;
    private Session bob;
    private Session carol;
    private RecordingOutlet annReads;
    private RecordingOutlet bobReads;
    private RecordingOutlet carolReads;

    @BeforeEach
    void enter() {
        settings.privateEvents = 3;
        world = new World(settings);
        ann = world.session("ann");
        bob = world.session("bob");
        carol = world.session("carol");
        annReads = world.live("lobby", ann, new Start.Head());
        bobReads = world.live("lobby", bob, new Start.Head());
        carolReads = world.live("lobby", carol, new Start.Head());
    }

    private List<String> history(Session session) {
        return world.once("lobby", session, BEGINNING, 1000).said();
    }

    private Position position(long offset) {
        return new Asked(world.engine).extent("lobby").position(offset);
    }

    @Test
    @DisplayName("to some is seen by them and the sender, live")
    void privateLive() {
        world.say("lobby", ann, World.to("1", bob));
        assertEquals(List.of("1"), annReads.said());
        assertEquals(List.of("1"), bobReads.said());
        assertEquals(List.of(), carolReads.said());
    }

    @Test
    @DisplayName("to some is private in history too, and leaves no trace for others")
    void privateInHistory() {
        world.say("lobby", ann, Content.of("message", "0"));
        world.say("lobby", ann, World.to("1", bob));
        world.say("lobby", ann, Content.of("message", "2"));
        world.say("lobby", 3, 40);
        assertEquals(List.of("0", "1", "2"), history(ann).subList(0, 3));
        assertEquals(List.of("0", "1", "2"), history(bob).subList(0, 3));
        assertEquals(List.of("0", "2", "3"), history(carol).subList(0, 3));
        RecordingOutlet stranger = world.once("lobby", BEGINNING, 1000);
        assertEquals(List.of("0", "2", "3"), stranger.said().subList(0, 3));
        assertEquals(List.of(), stranger.gaps());
    }

    @Test
    @DisplayName("without echo is hidden from its sender, live and in history, and seen by everybody else")
    void unechoed() {
        world.say("lobby", ann, World.unechoed("1"));
        world.say("lobby", ann, new Content("message", "2", false, List.of(bob.id(), ann.id()), false));
        assertEquals(List.of(), annReads.said());
        assertEquals(List.of("1", "2"), bobReads.said());
        assertEquals(List.of("1"), carolReads.said());
        assertEquals(List.of(), history(ann));
        assertEquals(List.of("1", "2"), history(bob));
    }

    @Test
    @DisplayName("between others reaches everybody in the order of the log")
    void mixedInOneBatch() {
        world.say(
                "lobby",
                ann,
                Content.of("message", "1"),
                World.to("2", bob),
                World.unechoed("3"),
                Content.of("message", "4"));
        assertEquals(List.of("1", "2", "4"), annReads.said());
        assertEquals(List.of("1", "2", "3", "4"), bobReads.said());
        assertEquals(List.of("1", "3", "4"), carolReads.said());
    }

    @Test
    @DisplayName("to somebody who was never in this room is not_found, and nothing is published")
    void unknownRecipient() {
        Session stranger = world.session("stranger");
        var ack = world.publish("lobby", ann.member(), "c-1", World.to("1", bob, stranger));
        world.run();
        assertEquals(Code.NOT_FOUND, World.refusal(ack).code());
        assertEquals(List.of(), bobReads.said());
    }

    @Test
    @DisplayName("wakes a live reader although its session reads history beside it")
    void historyBesideLive() {
        world.say("lobby", 1, 3);
        world.once("lobby", bob, BEGINNING, 2);
        world.say("lobby", ann, World.to("\"psst\"", bob));
        assertTrue(bobReads.said().contains("\"psst\""));
    }

    @Test
    @DisplayName("that was trimmed while public ones stay is a private gap for whom it was for, and for nobody else")
    void privateGap() {
        world.say("lobby", 1, 2);
        for (int number = 0; number < 5; number++) {
            world.say("lobby", ann, World.to("\"p" + number + "\"", bob));
        }
        world.say("lobby", 8, 40);
        RecordingOutlet reads = world.live("lobby", bob, new Start.After(position(1)));
        assertFalse(reads.welcome().recovered());
        assertEquals(
                List.of(new Delivery.Gap("lobby", 2, 4, position(1), Delivery.Reason.TRIMMED, true)), reads.gaps());
        assertEquals(
                List.of("2", "\"p2\"", "\"p3\"", "\"p4\"", "8"), reads.said().subList(0, 5));
        RecordingOutlet other = world.live("lobby", carol, new Start.After(position(1)));
        assertTrue(other.welcome().recovered());
        assertEquals(List.of(), other.gaps());
        assertEquals(List.of("2", "8"), other.said().subList(0, 2));
    }

    @Test
    @DisplayName("last=N counts only what this reader may see")
    void lastCountsVisible() {
        world.say("lobby", ann, Content.of("message", "1"), World.to("2", bob), Content.of("message", "3"));
        Start last = new Start.Last(2, Optional.empty());
        assertEquals(List.of("1", "3"), world.once("lobby", carol, last, 1000).said());
        assertEquals(List.of("2", "3"), world.once("lobby", bob, last, 1000).said());
    }
}
