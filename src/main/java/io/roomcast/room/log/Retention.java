package io.roomcast.room.log;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How much is kept. Private events have a bound of their own, so that they cannot push public history out.
 *
 * @param events public events of one room
 * @param bytes public events of one room; private ones may take a quarter as much
 * @param age how old an event may become; zero for any age
 * @param privateEvents private events of one room
 * @param storeBytes all rooms together
 * @param members members and publishers that one room remembers
 * @param ids publishes of one session in one room that are recognised when they are repeated
 * @param idLife how long they are recognised after the session's last publish
 */
public record Retention(
        int events,
        long bytes,
        Duration age,
        int privateEvents,
        long storeBytes,
        int members,
        int ids,
        Duration idLife) {

    /** The bounds where nothing is configured. */
    public static final Retention DEFAULT = with(defaults -> {});

    private static final int PRIVATE_SHARE = 4;

    /** Returns the bytes that the private events of one room may take. */
    public long privateBytes() {
        return bytes / PRIVATE_SHARE;
    }

    /** Returns the default bounds with the changes that the caller makes by name. */
    public static Retention with(Consumer<Builder> changes) {
        Builder builder = new Builder();
        changes.accept(builder);
        return builder.build();
    }

    /** The bounds to be set by name, each with its default. */
    public static final class Builder {
        public int events = 10_000;
        public long bytes = 16L << 20;
        public Duration age = Duration.ZERO;
        public int privateEvents = 1000;
        public long storeBytes = 256L << 20;
        public int members = 100_000;
        public int ids = 1500;
        public Duration idLife = Duration.ofDays(7);

        private Builder() {}

        private Retention build() {
            return new Retention(events, bytes, age, privateEvents, storeBytes, members, ids, idLife);
        }
    }
}
