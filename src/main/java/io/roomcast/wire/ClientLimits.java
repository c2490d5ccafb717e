package io.roomcast.wire;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * The limits on what one client may send and keep open; each is a configuration key.
 *
 * @param frame bytes of one command
 * @param depth nesting of JSON
 * @param list events in one publish
 * @param recipients ids in {@code to}
 * @param rooms rooms that one connection reads
 * @param replies bytes of replies that a connection may leave unread
 * @param arrival how long a message may take to arrive
 */
public record ClientLimits(int frame, int depth, int list, int recipients, int rooms, int replies, Duration arrival) {
    /** The limits by default. */
    public static final ClientLimits DEFAULT = with(defaults -> {});

    /** Returns the default limits with the changes that the caller makes by name. */
    public static ClientLimits with(Consumer<Builder> changes) {
        Builder builder = new Builder();
        changes.accept(builder);
        return builder.build();
    }

    /** The limits to be set by name, each with its default. */
    public static final class Builder {
        public int frame = 64 << 10;
        public int depth = 64;
        public int list = 100;
        public int recipients = 100;
        public int rooms = 64;
        public int replies = 256 << 10;
        public Duration arrival = Duration.ofSeconds(30);

        private Builder() {}

        private ClientLimits build() {
            return new ClientLimits(frame, depth, list, recipients, rooms, replies, arrival);
        }
    }
}
