package io.roomcast.room.log;

import java.time.Duration;

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
    public static final Retention DEFAULT =
            new Retention(10_000, 16L << 20, Duration.ZERO, 1000, 256L << 20, 100_000, 1500, Duration.ofDays(7));

    private static final int PRIVATE_SHARE = 4;

    /** Returns the bytes that the private events of one room may take. */
    public long privateBytes() {
        return bytes / PRIVATE_SHARE;
    }
}
