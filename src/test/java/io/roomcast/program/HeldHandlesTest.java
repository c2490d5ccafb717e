package io.roomcast.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.World;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import io.roomcast.wire.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what a program keeps of a room or a client")
class HeldHandlesTest {
    private static final Voice VOICE = new Voice(new Json(), 1 << 20, Duration.ofSeconds(5));
    private static final Duration IDLE = Duration.ofMinutes(2);

    private final World world = new World();
    private final ProgramThreads threads = new ProgramThreads(
            Runnable::run, Runnable::run, Runnable::run, world.time, Duration.ofSeconds(5), () -> false);
    private final Stage stage =
            new Stage(new Observers(), world.rooms, VOICE, threads, world.settings.programs.bounds());

    @Test
    @DisplayName("speaks to the room of that name, also after it was idle and left memory")
    void audience() {
        Audience wall = stage.roomcast().room("wall");
        world.pass(IDLE);
        RecordingOutlet reader = world.live("wall", new Start.Head());
        wall.emit("message", "hello");
        world.run();
        assertEquals(List.of("\"hello\""), reader.said());
    }

    @Test
    @DisplayName("counts and names those who are in the room now")
    void members() {
        Audience wall = stage.roomcast().room("wall");
        world.pass(IDLE);
        Session ann = world.session("ann");
        world.live("wall", ann, new Start.Head());
        assertEquals(1, wall.count());
        assertEquals(List.of(ann.member()), wall.members());
    }

    @Test
    @DisplayName("kicks the client that is in the room now")
    void kick() {
        Session ann = world.session("ann");
        ClientSession held = stage.session("wall", ann.member(), Visitor.ANYBODY);
        world.pass(IDLE);
        RecordingOutlet reader = world.live("wall", ann, new Start.Head());
        held.kick("enough");
        world.run();
        assertEquals(Code.KICKED, reader.endings().get(0).code());
    }

    @Test
    @DisplayName("asks the client that is in the room now")
    void ask() {
        Session ann = world.session("ann");
        ClientSession held = stage.session("wall", ann.member(), Visitor.ANYBODY);
        world.pass(IDLE);
        RecordingOutlet reader = world.live("wall", ann, new Start.Head());
        held.ask("name?");
        world.run();
        assertEquals(1, reader.parts(io.roomcast.room.Part.Ask.class).size());
    }
}
