package io.roomcast.tcp;

import io.roomcast.kit.EngineAround;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Outcome;
import io.roomcast.room.who.Rates;
import io.roomcast.wire.ClientLimits;
import io.roomcast.wire.CommandParser;
import io.roomcast.wire.Ingress;
import io.roomcast.wire.Json;
import io.roomcast.wire.JsonLines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** One TCP connection without a network, from its first byte to its last. */
public final class TcpTalk {
    private static final Json JSON = new Json();
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final ClientLimits BOUNDS = ClientLimits.with(limits -> {
        limits.frame = 200;
        limits.rooms = 3;
    });

    private final Map<String, List<String>> published = new TreeMap<>();
    private final ByHandChannel channel = new ByHandChannel();

    private final List<String> errors = new ArrayList<>();
    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().equals(Level.SEVERE)) {
                errors.add(line.getMessage() + ": " + line.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private TcpTalk() {}

    /** The result of a connection: the events published by room, the text written, and the errors logged. */
    public record Said(Map<String, List<String>> published, String written, List<String> errors) {}

    /** Lets the pieces arrive one after the other; then the client ends its side. */
    public static Said of(List<byte[]> pieces) {
        Logger logger = Logger.getLogger("io.roomcast");
        TcpTalk talk = new TcpTalk();
        logger.addHandler(talk.log);
        try {
            return talk.run(pieces);
        } finally {
            logger.removeHandler(talk.log);
        }
    }

    private Said run(List<byte[]> pieces) {
        World world = new World(new WorldSettings(), Noting::new);
        Ingress ingress = ingress(world);
        TcpSettings settings = new TcpSettings(Optional.empty(), false, "lobby", 10, LONG, LONG);
        try (TcpServer server = TcpServer.open(ingress, settings, Thread::new)) {
            TcpConnection connection = new TcpConnection(server, ingress, settings, channel, "127.0.0.1");
            connection.start();
            world.run();
            for (byte[] piece : pieces) {
                channel.arrives(piece);
                world.run();
            }
            channel.ends();
            world.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Said(published, channel.written(), List.copyOf(errors));
    }

    private static Ingress ingress(World world) {
        Rates any = new Rates(world.time::elapsed, 0, Duration.ofSeconds(5));
        CommandParser commands = new CommandParser(JSON, BOUNDS);
        JsonLines lines = new JsonLines(world.sessions, world.settings.limits(), BOUNDS);
        return new Ingress(world.rooms, world.sessions, any, any, any, BOUNDS, commands, lines, JSON, world.time);
    }

    private final class Noting extends EngineAround {
        private Noting(Engine inner) {
            super(inner);
        }

        @Override
        public CompletionStage<List<Outcome>> append(List<Draft> drafts, Lease lease) {
            for (Draft draft : drafts) {
                List<String> inRoom = published.computeIfAbsent(draft.room(), room -> new ArrayList<>());
                draft.contents().forEach(content -> inRoom.add(draft.id() + " " + content));
            }
            return super.append(drafts, lease);
        }
    }
}
