package io.roomcast.room.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.LateEngine;
import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the group commit")
class GroupCommitTest {
    private final WorldSettings settings = new WorldSettings();
    private LateEngine late;
    private World world;

    @BeforeEach
    void create() {
        world = new World(settings, engine -> late = new LateEngine(engine));
    }

    private CompletionStage<Position> publish(int number) {
        CompletionStage<Position> ack =
                world.publish("lobby", Member.guest("ann"), "", Content.of("message", "" + number));
        world.run();
        return ack;
    }

    @Test
    @DisplayName("announces, then appends the next group, and hands on the answers after that")
    void announcesAppendsAnswers() {
        world.say("lobby", 1, 1);
        RecordingOutlet reader = world.live("lobby", new Start.Head());
        late.holdAppends();
        publish(2);
        publish(3);
        List<Integer> tasks = new ArrayList<>();
        late.onAppend(() -> tasks.add(world.workers.waiting()));
        late.releaseOne();
        assertEquals(List.of(1), tasks, "the reader's pump was woken, and nobody was answered");
        assertTrue(world.workers.waiting() > 1, "now the answer waits for its thread");
        world.run();
        assertEquals(List.of("2"), reader.said());
    }

    @Test
    @DisplayName("gives each group the whole time, also where an alarm was set for another before it")
    void wholeTimeForEach() {
        world.say("lobby", 1, 1);
        world.pass(settings.commit.minusMillis(1));
        late.holdAppends();
        CompletionStage<Position> ack = publish(2);
        world.pass(settings.commit.minusMillis(1));
        assertFalse(World.isDone(ack));
        world.pass(Duration.ofMillis(1));
        assertEquals(Code.UNAVAILABLE, World.refusal(ack).code());
    }

    @Test
    @DisplayName("tells those who came behind a group that hangs, however long it does")
    void tellsAgain() {
        late.holdAppends();
        publish(1);
        world.pass(settings.commit);
        CompletionStage<Position> behind = publish(2);
        world.pass(settings.commit);
        assertEquals(Code.BUSY, World.refusal(behind).code());
    }

    @Test
    @DisplayName("sets one alarm for many groups")
    void oneAlarm() {
        world.say("lobby", 1, 1);
        int before = world.time.alarms();
        world.say("lobby", 2, 100);
        assertEquals(before, world.time.alarms());
    }
}
