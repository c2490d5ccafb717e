package io.roomcast.room.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.LateEngine;
import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.Settings;
import io.roomcast.kit.World;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the group commit")
class GroupCommitTest {
    private LateEngine late;
    private World world;

    @BeforeEach
    void create() {
        world = new World(new Settings(), engine -> late = new LateEngine(engine));
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
}
