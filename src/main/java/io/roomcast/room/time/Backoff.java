package io.roomcast.room.time;

import java.time.Duration;

/** How long to wait before a retry: doubles each time, up to two seconds. */
public record Backoff(Duration delay) {
    public static final Backoff FIRST = new Backoff(Duration.ofMillis(50));

    private static final Duration LONGEST = Duration.ofSeconds(2);

    public Backoff next() {
        Duration twice = delay.multipliedBy(2);
        return new Backoff(twice.compareTo(LONGEST) > 0 ? LONGEST : twice);
    }
}
