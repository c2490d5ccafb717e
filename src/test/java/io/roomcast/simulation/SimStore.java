package io.roomcast.simulation;

import io.roomcast.room.log.Retention;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The store that all servers share: its shards, its own clock, and the weather between it and them. One thread. */
final class SimStore {
    static final int LANES = 2;

    private static final Instant BEGINNING = Instant.parse("2026-11-20T10:15:30.123Z");

    private final Agenda agenda;
    private final Weather weather;
    private final History history;
    private final PlantedBug bug;
    private final List<Shard> shards;
    private long leapt;
    private long lastWrite;

    SimStore(Agenda agenda, Weather weather, History history, RandomGenerator random, PlantedBug bug) {
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
        Retention all = Retention.DEFAULT;
        int ids = bug == PlantedBug.IDS_FORGOTTEN_EARLY ? 1 : 24;
        return new Retention(16, all.bytes(), all.age(), 5, all.storeBytes(), all.members(), ids, all.idLife());
    }

    static int laneOf(String room) {
        return Math.floorMod(room.hashCode(), LANES);
    }

    List<Shard> shards() {
        return shards;
    }

    Shard shardOf(String room) {
        return shards.get(laneOf(room));
    }

    /** The store's clock, by which leases end. */
    Instant now() {
        return BEGINNING.plusMillis((agenda.now() + leapt) / Agenda.MILLI);
    }

    /** Somebody sets the clock on. */
    void leap(long micros) {
        leapt += micros;
    }

    /** Something was written in this moment. */
    void wrote() {
        lastWrite = agenda.now();
    }

    /** When something was written last. */
    long lastWrite() {
        return lastWrite;
    }

    Agenda agenda() {
        return agenda;
    }

    Weather weather() {
        return weather;
    }

    History history() {
        return history;
    }

    boolean has(PlantedBug one) {
        return bug == one;
    }
}
