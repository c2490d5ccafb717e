package io.roomcast.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Asked;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.log.Start;
import io.roomcast.room.who.Rates;
import io.roomcast.room.who.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** One connection in the test's hand, and what is said over it. */
public abstract class Conversation {
    protected static final Duration IDLE = Duration.ofSeconds(60);
    protected static final ClientLimits BOUNDS = ClientLimits.with(limits -> {
        limits.list = 10;
        limits.recipients = 10;
        limits.rooms = 3;
        limits.replies = 4096;
    });

    protected final WorldSettings settings = new WorldSettings();
    protected final World world = new World(settings);
    protected final Ingress ingress = ingress();
    protected final HandConnection connection = new HandConnection(ingress);
    protected final ClientProtocol protocol =
            new ClientProtocol(ingress, Visitor.ANYBODY, connection, ingress.lines(), IDLE);

    private Ingress ingress() {
        Json json = new Json();
        Rates publishes = new Rates(world.time::elapsed, 100, Duration.ofSeconds(5));
        Rates joins = new Rates(world.time::elapsed, 0, Duration.ofSeconds(5));
        CommandParser commands = new CommandParser(json, BOUNDS);
        JsonLines lines = new JsonLines(world.sessions, settings.limits(), BOUNDS);
        return new Ingress(
                world.rooms,
                world.sessions,
                publishes,
                joins,
                new Rates(world.time::elapsed, 0, Duration.ofSeconds(5)),
                BOUNDS,
                commands,
                lines,
                json,
                world.time);
    }

    @AfterEach
    final void oneWriteAtATime() {
        assertEquals(0, connection.collisions());
    }

    protected void enter(String room, String name) {
        protocol.enter(new Command.Join(room, new Start.Head(), false, Optional.empty(), name, ""));
        world.run();
    }

    /** Says something and answers with the lines that follow. */
    protected List<String> say(String text) {
        protocol.receive(text);
        world.run();
        return connection.take();
    }

    protected String one(String text) {
        List<String> lines = say(text);
        assertEquals(1, lines.size(), lines::toString);
        return lines.get(0);
    }

    protected static void assertBegins(String begin, String line) {
        assertTrue(line.startsWith(begin), line);
    }

    protected String epoch(String room) {
        return new Asked(world.engine).extent(room).end().epoch();
    }
}
