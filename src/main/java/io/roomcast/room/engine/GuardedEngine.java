package io.roomcast.room.engine;

import io.roomcast.room.log.Event;
import io.roomcast.room.log.Position;
import java.util.List;

/** Wraps any engine and enforces the contract of the ports: see {@link GuardedLane}. Any thread. */
public final class GuardedEngine implements Engine {
    private final Engine engine;
    private final List<Lane> lanes;

    public GuardedEngine(Engine engine) {
        this.engine = engine;
        this.lanes = engine.lanes().stream().<Lane>map(GuardedLane::new).toList();
    }

    @Override
    public SessionStore sessions() {
        return engine.sessions();
    }

    @Override
    public Lane lane(String room) {
        return guarded(engine.lane(room));
    }

    @Override
    public List<Lane> lanes() {
        return lanes;
    }

    private Lane guarded(Lane lane) {
        return lanes.get(engine.lanes().indexOf(lane));
    }

    @Override
    public void watch(EngineListener listener) {
        engine.watch(new EngineListener() {
            @Override
            public void grew(String room, Position head, List<Event> events) {
                listener.grew(room, head, events);
            }

            @Override
            public void changed(String room, long number) {
                listener.changed(room, number);
            }

            @Override
            public void removed(String room, String epoch) {
                listener.removed(room, epoch);
            }

            @Override
            public void told(String room, String payload) {
                listener.told(room, payload);
            }

            @Override
            public void interrupted(Lane lane) {
                listener.interrupted(guarded(lane));
            }
        });
    }

    @Override
    public void close() {
        engine.close();
    }
}
