package io.roomcast.engine;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.roomcast.room.engine.EngineListener;
import io.roomcast.room.engine.Lane;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Position;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Collects what one server hears of rosters; the test waits for it. */
final class HeardChanges implements EngineListener {
    private static final long PATIENCE_SECONDS = 10;

    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final Set<String> rooms = new HashSet<>();

    private record Heard(String room, long number) {}

    @Override
    public void changed(String room, long number) {
        heard.add(new Heard(room, number));
    }

    /** Hears on until the roster has just this number. */
    void await(String room, long number) throws InterruptedException {
        Heard wanted = new Heard(room, number);
        for (Heard next = null; !wanted.equals(next); ) {
            next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertNotNull(next, "nobody said " + wanted);
            rooms.add(next.room());
        }
    }

    /** Of which rooms it has heard up to now. */
    Set<String> rooms() {
        return rooms;
    }

    @Override
    public void grew(String room, Position head, List<Event> events) {}

    @Override
    public void removed(String room, String epoch) {}

    @Override
    public void told(String room, String payload) {}

    @Override
    public void interrupted(Lane lane) {}
}
