package io.roomcast.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.LateEngine;
import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("an answer of the store that comes late")
class LateAnswersTest {
    private final WorldSettings settings = new WorldSettings();
    private LateEngine late;
    private World world;

    @BeforeEach
    void create() {
        settings.pending = 10;
        world = new World(settings, engine -> late = new LateEngine(engine));
    }

    @Test
    @DisplayName("and is shared by two readers does not take back what was announced meanwhile")
    void sharedPageTurnsTheTailBack() {
        RecordingOutlet live = world.live("lobby", new Start.Head());
        world.say("lobby", 1, 20);
        Position first = live.events().get(0).position();
        late.holdReads();
        world.once("lobby", new Start.After(first), 5);
        world.say("lobby", 21, 21);
        world.once("lobby", new Start.After(first), 5);
        late.release();
        world.run();
        world.say("lobby", 22, 22);
        assertEquals(List.of(), live.gaps());
        assertEquals(22, live.said().size(), () -> live.offsets().toString());
    }

    @Test
    @DisplayName("after the first event of a room was acknowledged does not put newcomers before that event")
    void newcomersAfterTheBirth() {
        world.live("lobby", new Start.Head());
        late.holdReads();
        Position born = world.say("lobby", world.session("ann"), Content.of("message", "old"));
        RecordingOutlet reader = world.live("lobby", world.session("bob"), new Start.Head());
        late.release();
        world.run();
        assertEquals(born, reader.welcome().position());
        world.say("lobby", 2, 2);
        assertEquals(List.of("2"), reader.said());
    }

    @Test
    @DisplayName("during which others go on publishing is not overtaken again and again")
    void lookInARoomThatIsBusy() {
        RecordingOutlet live = world.live("lobby", new Start.Head());
        world.say("lobby", 1, 3);
        Position head = live.events().get(2).position();
        late.elsewhere("lobby", "4");
        late.growDuringReads(10_000);
        int before = late.reads();
        late.watch().grew("lobby", head.at(4), List.of());
        world.run();
        assertTrue(late.reads() - before < 10, () -> "one look read " + (late.reads() - before) + " times");
    }

    @Test
    @DisplayName("for a hint of another log in a room where others go on publishing is done once")
    void lookIsOvertaken() {
        world.live("lobby", new Start.Head());
        world.say("lobby", 1, 3);
        late.growDuringReads(10_000);
        int before = late.reads();
        // A late hint of a log that was removed long ago: knows() says no, so the log is looked at.
        late.watch().grew("lobby", new Position("elsewhere", 1), List.of());
        world.run();
        assertTrue(late.reads() - before < 10, () -> "one look read " + (late.reads() - before) + " times");
    }

    @Test
    @DisplayName(
            "for who comes with a position that is ahead of what is known here tells no gap, also where it is greeted")
    void positionAheadWithAGreeting() {
        RecordingOutlet live = world.live("lobby", new Start.Head());
        world.say("lobby", 1, 3);
        Position third = live.events().get(2).position();
        // Another server wrote; nobody told this one.
        List.of("4", "5", "6").forEach(data -> late.elsewhere("lobby", data));
        late.holdReadsAfter(1);
        RecordingOutlet comesBack = world.live("lobby", world.session("ann"), new Start.After(third.at(5)));
        late.release();
        world.run();
        assertEquals(List.of(), comesBack.gaps());
        assertEquals(List.of("6"), comesBack.said());
    }

    @Test
    @DisplayName("that says that there is more is not the end of what a poll is answered")
    void aPollIsAnsweredWithLessThanIsKnown() {
        world.live("lobby", new Start.Head());
        world.say("lobby", 1, 3);
        for (int number = 4; number <= 16; number++) {
            late.elsewhere("lobby", Integer.toString(number));
        }
        late.holdReadsAfter(1);
        RecordingOutlet once = world.once("lobby", new Start.Last(14, Optional.empty()), 14);
        assertTrue(once.caughtUp().isEmpty() || once.said().size() == 14, () -> "answered at " + once.caughtUp());
        late.release();
        world.run();
        assertEquals(14, once.said().size());
    }

    @Test
    @DisplayName("and is older than a removal brings nothing back of what was removed")
    void removedEventsComeBack() {
        world.live("lobby", new Start.Head());
        world.say("lobby", 1, 5);
        late.holdReads();
        // Somebody asks for the history; the page is read now, and the answer is slow.
        world.once("lobby", new Start.Last(5, Optional.empty()), 5);
        world.rooms.remove("lobby");
        world.run();
        RecordingOutlet fresh = world.live("lobby", new Start.Head());
        late.release();
        world.run();
        assertEquals(List.of(), fresh.said(), "what was removed is gone");
    }

    @Test
    @DisplayName("for who joins while the room is removed ends with the room")
    void joinsWhileTheRoomIsRemoved() {
        RecordingOutlet live = world.live("lobby", new Start.Head());
        world.say("lobby", 1, 20);
        Position first = live.events().get(0).position();
        late.holdReads();
        RecordingOutlet joins = world.live("lobby", new Start.After(first));
        world.rooms.remove("lobby");
        world.run();
        late.release();
        world.run();
        assertEquals(Code.GONE, joins.endings().get(0).code());
        assertEquals(List.of(), joins.said());
    }

    @Test
    @DisplayName("to a removal ends who waits in the room, whoever saw first that the log is empty")
    void removalIsSeenBeforeItIsAnswered() {
        world.say("lobby", 1, 3);
        RecordingOutlet waits = world.live("lobby", new Start.Head());
        late.holdRemovals();
        world.rooms.remove("lobby");
        late.watch().interrupted(late);
        world.run();
        late.release();
        world.run();
        assertEquals(List.of(), waits.gaps());
        assertEquals(Code.GONE, waits.endings().get(0).code());
    }

    @Test
    @DisplayName("to a removal ends nobody in the log that was born meanwhile")
    void bornBeforeTheRemovalIsAnswered() {
        world.say("lobby", 1, 3);
        late.holdRemovals();
        world.rooms.remove("lobby");
        late.elsewhere("lobby", "new");
        late.watch().interrupted(late);
        world.run();
        RecordingOutlet reads = world.live("lobby", new Start.Head());
        late.release();
        world.say("lobby", 4, 4);
        assertEquals(List.of(), reads.endings());
        assertEquals(List.of("4"), reads.said());
    }

    @Test
    @DisplayName("to a removal that failed lets who waits go on")
    void removalFails() {
        RecordingOutlet waits = world.live("lobby", new Start.Head());
        late.holdRemovals();
        late.failRemovals();
        CompletionStage<Void> removal = world.rooms.remove("lobby");
        world.say("lobby", 1, 3);
        assertEquals(List.of(), waits.said());
        late.release();
        world.run();
        assertEquals(Code.UNAVAILABLE, World.refusal(removal).code());
        assertEquals(List.of("1", "2", "3"), waits.said());
    }

    @Test
    @DisplayName("and is older than a doubt does not settle it")
    void doubtWhileAConfirmationIsUnderWay() {
        RecordingOutlet live = world.live("lobby", new Start.Head());
        world.say("lobby", 1, 1);
        late.holdOpens();
        world.pass(Duration.ofSeconds(13));
        assertEquals(1, late.held());
        late.elsewhere("lobby", "2");
        late.watch().interrupted(late);
        late.release();
        world.run();
        world.pass(Duration.ofSeconds(2));
        assertEquals(List.of("1", "2"), live.said());
    }

    @Test
    @DisplayName("and fails for one room does not fail for those that were opened together with it")
    void oneRoomThatCannotBeOpened() {
        late.holdOpens();
        world.live("first", new Start.Head());
        RecordingOutlet bad = world.live("damaged", new Start.Head());
        RecordingOutlet good = world.live("good", new Start.Head());
        late.release();
        world.run();
        assertEquals(1, bad.refusals().size());
        assertEquals(List.of(), good.refusals());
    }

    @Test
    @DisplayName("to a confirmation holds up nobody who joins")
    void confirmsTakeTheQueueOfJoins() {
        for (int number = 0; number < 50; number++) {
            world.live("room-" + number, new Start.Head());
        }
        late.holdOpens();
        world.pass(Duration.ofSeconds(14));
        RecordingOutlet another = world.live("another", new Start.Head());
        late.release();
        world.run();
        assertEquals(List.of(), another.refusals());
    }
}
