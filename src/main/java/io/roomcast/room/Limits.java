package io.roomcast.room;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * The bounds of the domain; each is a configuration key.
 *
 * @param memory how many bytes may be held for clients
 * @param addressShare how many percent of them one address may have
 */
public record Limits(
        long memory,
        int addressShare,
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
    public static final Limits DEFAULT = with(defaults -> {});

    /** Returns the default limits with the changes that the caller makes by name. */
    public static Limits with(Consumer<Builder> changes) {
        Builder builder = new Builder();
        changes.accept(builder);
        return builder.build();
    }

    /** Returns how often the domain checks for heartbeats and stalled readers, in milliseconds. */
    long tick() {
        return Math.max(1, Math.min(1000, heartbeat.toMillis() / 10));
    }

    /** The limits to be set by name, each with its default. */
    public static final class Builder {
        public long memory = 512L << 20;
        public int addressShare = 25;
        public int unacked = 128;
        public int roster = 200;
        public int members = 10_000;
        public int rooms = 100_000;
        public int pending = 10_000;
        public int ring = 1024;
        public long ringBytes = 64L << 20;
        public int pumps = 2;
        public int page = 1000;
        public long batchBytes = 64L << 10;
        public Duration heartbeat = Duration.ofSeconds(25);
        public Duration grace = Duration.ofSeconds(15);
        public Duration stall = Duration.ofSeconds(30);
        public Duration presence = Duration.ofMillis(100);
        public Duration commit = Duration.ofSeconds(10);

        private Builder() {}

        private Limits build() {
            return new Limits(
                    memory,
                    addressShare,
                    unacked,
                    roster,
                    members,
                    rooms,
                    pending,
                    ring,
                    ringBytes,
                    pumps,
                    page,
                    batchBytes,
                    heartbeat,
                    grace,
                    stall,
                    presence,
                    commit);
        }
    }
}
