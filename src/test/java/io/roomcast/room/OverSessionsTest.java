package io.roomcast.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Asked;
import io.roomcast.kit.EngineAround;
import io.roomcast.kit.KeyRing;
import io.roomcast.kit.RecordingOutlet;
import io.roomcast.kit.World;
import io.roomcast.kit.WorldSettings;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.engine.SessionStore;
import io.roomcast.room.engine.SigningKey;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.who.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a session that is over")
class OverSessionsTest {
    private static final String ROOM = "lobby";

    private static void assertEnded(RecordingOutlet outlet, boolean reconnect) {
        Ending ending = outlet.endings().get(0);
        assertEquals(Code.UNAUTHORIZED, ending.code());
        assertEquals(reconnect, ending.reconnect());
    }

    @Test
    @DisplayName("because it was ended reads nothing any more, and its seats are free at once")
    void ended() {
        World world = new World();
        Session ann = world.session("ann");
        Session bob = world.session("bob");
        RecordingOutlet here = world.live(ROOM, ann, new Start.Head());
        RecordingOutlet there = world.live("other", ann, new Start.Head());
        RecordingOutlet other = world.live(ROOM, bob, new Start.Head());
        world.rooms.endSession(ann.id());
        world.run();
        assertEnded(here, false);
        assertEnded(there, false);
        assertEquals(List.of(), other.endings());
        assertEquals(List.of(bob.member()), new Asked(world.engine).here(ROOM));
        assertThrows(Refusal.class, () -> world.sessions.resume(ann.token()));
    }

    @Test
    @DisplayName("gets no seat with what was on its way")
    void endedMeanwhile() {
        World world = new World();
        Session ann = world.session("ann");
        world.rooms.endSession(ann.id());
        assertEnded(world.live(ROOM, ann, new Start.Head()), false);
        assertEnded(world.once(ROOM, ann, new Start.Last(1, Optional.empty()), 1), false);
        world.pass(world.settings.grace.multipliedBy(2));
        assertEquals(List.of(), new Asked(world.engine).here(ROOM));
    }

    @Test
    @DisplayName("is forgotten when its newest token has expired")
    void forgotten() {
        World world = new World();
        Session ann = world.session("ann");
        world.rooms.endSession(ann.id());
        world.time.set(World.BEGINNING.plus(world.settings.idLife).plusSeconds(120));
        world.pass(Duration.ofSeconds(2));
        assertTrue(!world.engine.sessions().isEnded(ann.id()));
        assertThrows(Refusal.class, () -> world.sessions.resume(ann.token()));
    }

    /** An engine whose tokens the test withdraws. */
    private static final class Withdrawing extends EngineAround {
        private final KeyRing ring = new KeyRing(new SigningKey("00000000", new byte[32]));

        Withdrawing(Engine inner) {
            super(inner);
        }

        @Override
        public SessionStore sessions() {
            return ring;
        }
    }

    @Test
    @DisplayName("because all tokens were withdrawn ends as well, but its client enters again; who has none reads on")
    void withdrawn() {
        World world = new World(new WorldSettings(), Withdrawing::new);
        KeyRing ring = (KeyRing) world.engine.sessions();
        Session ann = world.session("ann");
        RecordingOutlet here = world.live(ROOM, ann, new Start.Head());
        RecordingOutlet guest = world.live(ROOM, new Start.Head());
        ring.withdraw();
        world.run();
        assertEnded(here, true);
        assertTrue(here.endings().get(0).after().toMillis() > 0);
        assertEquals(List.of(), guest.endings());
        assertEnded(world.live(ROOM, ann, new Start.Head()), true);
        assertEquals(
                List.of(),
                world.live(ROOM, world.session("ann"), new Start.Head()).endings());
    }
}
