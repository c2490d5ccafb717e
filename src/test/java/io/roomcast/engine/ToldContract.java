package io.roomcast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.kit.Asked;
import io.roomcast.kit.HandTime;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.engine.EngineListener;
import io.roomcast.room.engine.GuardedEngine;
import io.roomcast.room.engine.Lane;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An engine of several servers promises this about announcements from one to the others; its own test says how they are made. */
public abstract class ToldContract {
    private static final String ROOM = "lobby";
    private static final String LAST = "last";
    private static final long PATIENCE_SECONDS = 10;

    protected final HandTime time = new HandTime(World.BEGINNING);
    protected final WorldSettings settings = new WorldSettings();
    private final List<Server> servers = new ArrayList<>();

    /** So many fresh engines over one store. */
    protected abstract List<Engine> create(int count);

    /** One server, held to the manners of the port, and what it was told, in order. */
    private static final class Server implements EngineListener {
        private final Engine engine;
        private final Asked asked;
        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

        Server(Engine inner) {
            engine = new GuardedEngine(inner);
            asked = new Asked(engine);
            engine.watch(this);
        }

        @Override
        public void told(String room, String payload) {
            told.add(room + ' ' + payload);
        }

        @Override
        public void grew(String room, Position head, List<Event> events) {}

        @Override
        public void changed(String room, long number) {}

        @Override
        public void removed(String room, String epoch) {}

        @Override
        public void interrupted(Lane lane) {}

        /** The announcements before the end. */
        List<String> heard() throws InterruptedException {
            List<String> heard = new ArrayList<>();
            for (String next = ""; !next.equals(LAST + " end"); ) {
                next = String.valueOf(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
                heard.add(next);
            }
            return heard.subList(0, heard.size() - 1);
        }
    }

    @BeforeEach
    void begin() {
        create(3).forEach(engine -> servers.add(new Server(engine)));
    }

    @AfterEach
    void close() {
        servers.forEach(server -> server.engine.close());
    }

    private Asked asked(int server) {
        return servers.get(server).asked;
    }

    /** All that a server was told up to now by the others, of which one says the end to this one alone. */
    private List<String> heard(int server) throws InterruptedException {
        asked(server).extent(LAST);
        asked((server + 1) % servers.size()).tell(LAST, "end");
        asked(server).rest(LAST);
        return servers.get(server).heard();
    }

    @Test
    @DisplayName("whoever has the room in memory is told, word for word, and not who tells it")
    void told() throws Exception {
        asked(0).extent(ROOM);
        asked(1).extent(ROOM);
        asked(0).tell(ROOM, "{\"a\":\"\u00e9\\n\"}");
        asked(0).tell(ROOM, "");
        assertEquals(List.of("lobby {\"a\":\"\u00e9\\n\"}", "lobby "), heard(1));
        assertEquals(List.of(), heard(0));
        assertEquals(List.of(), heard(2));
    }

    @Test
    @DisplayName("whoever does not have it in memory is told nothing, and not when it opens it later")
    void notOpen() throws Exception {
        asked(1).extent(ROOM);
        asked(1).rest(ROOM);
        asked(2).extent("other");
        asked(0).tell(ROOM, "1");
        asked(1).extent(ROOM);
        assertEquals(List.of(), heard(1));
        assertEquals(List.of(), heard(2));
        asked(0).tell(ROOM, "2");
        assertEquals(List.of("lobby 2"), heard(1));
    }

    @Test
    @DisplayName("whoever tells need not have the room, and nothing is kept of it")
    void keptNowhere() throws Exception {
        asked(1).extent(ROOM);
        asked(0).tell(ROOM, "1");
        assertEquals(List.of("lobby 1"), heard(1));
        for (int server = 0; server < 3; server++) {
            assertEquals(LogExtent.UNBORN, asked(server).extent(ROOM));
        }
    }
}
