package io.roomcast.room;

import java.time.Duration;

/** The bounds that the domain keeps; each is a key of the configuration. */
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

    /** For how long a server may write after each time that its store heard from it, where several share one. */
    public static final Duration LEASE = Duration.ofSeconds(10);

    /** What holds where nobody configured anything. */
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

    /** How often, in milliseconds, the domain looks whether a sign of life or an end is due. */
    long tick() {
        return Math.max(1, Math.min(1000, heartbeat.toMillis() / 10));
    }
}
