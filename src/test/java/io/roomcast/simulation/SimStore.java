package io.roomcast.simulation;

import io.roomcast.room.engine.Presence.Lost;
import io.roomcast.room.log.Retention;
import io.roomcast.room.log.SeatRequest;
import io.roomcast.room.log.SeatResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The store that all servers share: its shards, its own clock, and the weather between it and them. One thread. */
public final class SimStore {
    public static final int LANES = 2;

    /** Is told what the store does about rosters, and what of that reaches the servers. */
    public interface Onlooker {
        Onlooker NOBODY = new Onlooker() {};

        default void did(Shard shard, List<SeatRequest> requests, List<SeatResult> done) {}

        default void swept(Shard shard, List<Lost> lost) {}

        /** The rosters of a lane are gone. */
        default void lost(Shard shard) {}

        default void answered(Node node, List<SeatRequest> requests, List<SeatResult> done) {}

        default void answered(Node node, List<Lost> lost) {}
    }

    private static final Instant BEGINNING = Instant.parse("2026-11-20T10:15:30.123Z");

    private final Agenda agenda;
    private final Weather weather;
    private final History history;
    private final PlantedBug bug;
    private final List<Shard> shards;
    private final Cluster.Setting setting;
    private long leapt;
    private long lastWrite;

    public SimStore(
            Agenda agenda,
            Weather weather,
            History history,
            RandomGenerator random,
            PlantedBug bug,
            Cluster.Setting setting) {
        this.setting = setting;
        this.agenda = agenda;
        this.weather = weather;
        this.history = history;
        this.bug = bug;
        Retention retention = retention(bug);
        this.shards = IntStream.range(0, LANES)
                .mapToObj(number -> new Shard(number, this, retention, random))
                .toList();
    }

    private static Retention retention(PlantedBug bug) {
        int ids = bug == PlantedBug.IDS_FORGOTTEN_EARLY ? 1 : 24;
        return Retention.with(kept -> {
            kept.events = 16;
            kept.privateEvents = 5;
            kept.ids = ids;
        });
    }

    public static int laneOf(String room) {
        return Math.floorMod(room.hashCode(), LANES);
    }

    public List<Shard> shards() {
        return shards;
    }

    public Shard shardOf(String room) {
        return shards.get(laneOf(room));
    }

    /** The store's clock, by which leases end. */
    public Instant now() {
        return BEGINNING.plusMillis((agenda.now() + leapt) / Agenda.MILLI);
    }

    /** Somebody sets the clock on. */
    public void leap(long micros) {
        leapt += micros;
    }

    /** Something was written in this moment. */
    public void wrote() {
        lastWrite = agenda.now();
    }

    /** When something was written last. */
    public long lastWrite() {
        return lastWrite;
    }

    public Agenda agenda() {
        return agenda;
    }

    public Weather weather() {
        return weather;
    }

    public History history() {
        return history;
    }

    Onlooker onlooker() {
        return setting.onlooker();
    }

    Duration longestLease() {
        return setting.lease();
    }

    public boolean has(PlantedBug one) {
        return bug == one;
    }
}
