package io.roomcast.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.engine.memory.MemoryEngine;
import io.roomcast.kit.Asked;
import io.roomcast.kit.HandPrograms;
import io.roomcast.kit.Settings;
import io.roomcast.kit.World;
import io.roomcast.room.Limits;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Start;
import io.roomcast.room.program.Programs;
import io.roomcast.room.who.Session;
import io.roomcast.room.who.Visitor;
import io.roomcast.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("programs, after a restart,")
class ComingBackTest {
    private final Settings settings = new Settings();
    private final HandPrograms programs = new HandPrograms();
    private Session ann;
    private World world;

    /** A server ended while Ann and Bob were in the room. */
    @BeforeEach
    void restart() {
        settings.programs = programs;
        List<Engine> another = new ArrayList<>();
        world = new World(settings, engine -> {
            another.add(((MemoryEngine) engine).another());
            return engine;
        });
        ann = world.session("ann");
        Asked gone = new Asked(another.get(0));
        gone.seat("lobby", ann.member());
        gone.seat("lobby", world.session("bob").member());
    }

    @Test
    @DisplayName("hear who comes back, as somebody who was here before")
    void comesBack() {
        world.live("lobby", ann, new Start.Head());
        assertEquals(List.of("recovered ann"), programs.seen());
        world.live("lobby", ann, new Start.Head());
        assertEquals(List.of("recovered ann"), programs.seen(), "once");
    }

    @Test
    @DisplayName("hear of who does not come back that it was here and left, so that what they count is right")
    void neverComesBack() {
        world.live("lobby", ann, new Start.Head());
        world.pass(settings.grace.plus(Limits.LEASE).plusSeconds(2));
        assertEquals(List.of("recovered ann", "recovered bob", "left bob"), programs.seen());
    }

    @Test
    @DisplayName("keep one map of attributes for whoever came back, for as long as it is here")
    void attributes() {
        World plain = new World();
        Stage stage = new Stage(
                new Observers(),
                plain.rooms,
                new Voice(new Json(), 1 << 20, Duration.ofSeconds(5)),
                new ProgramThreads(
                        Runnable::run, Runnable::run, Runnable::run, plain.time, Duration.ofSeconds(5), () -> false),
                Programs.Bounds.DEFAULT);
        stage.came("lobby", ann.member(), Visitor.ANYBODY);
        ClientSession first = stage.session("lobby", ann.member(), Visitor.ANYBODY);
        ClientSession second = stage.session("lobby", ann.member(), Visitor.ANYBODY);
        assertSame(first.attributes(), second.attributes());
        assertTrue(first.attributes().isEmpty());
    }

    @Test
    @DisplayName("see what somebody says who came back after they heard that it did")
    void speaksAfterwards() {
        world.live("lobby", ann, new Start.Head());
        world.rooms.publish(Visitor.ANYBODY, new Draft("lobby", ann.member(), "", List.of(Content.of("message", "1"))));
        world.run();
        assertEquals(List.of("recovered ann", "received 1"), programs.seen());
    }
}
