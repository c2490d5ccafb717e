package io.roomcast.simulation;

import io.roomcast.kit.KeyRing;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.engine.EngineListener;
import io.roomcast.room.engine.Lane;
import io.roomcast.room.engine.SessionStore;
import io.roomcast.room.engine.SigningKey;
import java.util.List;

/** The simulated store as one server has it. One thread. */
public final class SimEngine implements Engine {
    private final List<SimLane> lanes;

    public SimEngine(SimStore store, Node node) {
        this.lanes = store.shards().stream()
                .map(shard -> new SimLane(store, shard, node))
                .toList();
    }

    @Override
    public SessionStore sessions() {
        return new KeyRing(new SigningKey("00000000", new byte[32]));
    }

    @Override
    public Lane lane(String room) {
        return lanes.get(SimStore.laneOf(room));
    }

    @Override
    public List<Lane> lanes() {
        return List.copyOf(lanes);
    }

    @Override
    public void watch(EngineListener watch) {
        lanes.forEach(lane -> lane.watch(watch));
    }

    /** The server heard nothing for a while, and finds that out. */
    public void interruptSoon() {
        lanes.forEach(SimLane::interruptSoon);
    }

    /** The rooms that this server watches. */
    public int watched() {
        return lanes.stream().mapToInt(SimLane::watched).sum();
    }

    /** The server is dead. */
    public void gone() {
        lanes.forEach(SimLane::gone);
    }

    @Override
    public void close() {
        gone();
    }
}
