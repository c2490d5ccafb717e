package io.roomcast.room;

import java.time.Duration;

/** The bounds of the domain; each is a configuration key. */
public record Limits(
        int unacked,
        int roster,
        int members,
        int rooms,
        int pending,
        int ring,
        long ringBytes,
        int pumps,
        int page,
        long batchBytes,
        Duration heartbeat,
        Duration grace,
        Duration stall,
        Duration presence,
        Duration commit) {

    /** How long a server may write after each renewal at the store, where several servers share one. */
    public static final Duration LEASE = Duration.ofSeconds(10);

    /** The limits where nothing is configured. */
    public static final Limits DEFAULT = new Limits(
            128,
            200,
            10_000,
            100_000,
            10_000,
            1024,
            64L << 20,
            2,
            1000,
            64L << 10,
            Duration.ofSeconds(25),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMillis(100),
            Duration.ofSeconds(10));

    /** Returns how often the domain checks for heartbeats and stalled readers, in milliseconds. */
    long tick() {
        return Math.max(1, Math.min(1000, heartbeat.toMillis() / 10));
    }
}
