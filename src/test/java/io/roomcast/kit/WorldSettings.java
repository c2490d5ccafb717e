package io.roomcast.kit;

import io.roomcast.room.Limits;
import io.roomcast.room.log.Retention;
import io.roomcast.room.program.Programs;
import java.time.Duration;

/** Bounds as a test wants them; what it does not set is as by default, but for a ring that is soon full. */
public final class WorldSettings {
    public int unacked = 128;
    public int roster = 200;
    public int members = 1000;
    public int pending = 10_000;
    public int ring = 16;
    public int pumps = 2;
    public int page = 10;
    public Duration heartbeat = Duration.ofSeconds(25);
    public Duration grace = Duration.ofSeconds(15);
    public Duration stall = Duration.ofSeconds(30);
    public Duration commit = Duration.ofSeconds(10);

    public int events = 1000;
    public long bytes = 1 << 20;
    public Duration age = Duration.ZERO;
    public int privateEvents = 100;
    public long storeBytes = 64 << 20;
    public int remembered = 10_000;
    public int ids = 256;
    public Duration idLife = Duration.ofDays(7);

    public Programs programs = Programs.NONE;

    public Limits limits() {
        return Limits.with(limits -> {
            limits.unacked = unacked;
            limits.roster = roster;
            limits.members = members;
            limits.rooms = 1000;
            limits.pending = pending;
            limits.ring = ring;
            limits.ringBytes = 1 << 20;
            limits.pumps = pumps;
            limits.page = page;
            limits.heartbeat = heartbeat;
            limits.grace = grace;
            limits.stall = stall;
            limits.commit = commit;
        });
    }

    public Retention retention() {
        return Retention.with(kept -> {
            kept.events = events;
            kept.bytes = bytes;
            kept.age = age;
            kept.privateEvents = privateEvents;
            kept.storeBytes = storeBytes;
            kept.members = remembered;
            kept.ids = ids;
            kept.idLife = idLife;
        });
    }
}
