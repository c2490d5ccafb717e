package io.roomcast.ws;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * The limits on WebSocket connections.
 *
 * @param connectionsPerAddress connections that one address may have at the same time
 * @param idle how long a connection may be in no room
 * @param closing how long a ping or a close may block one of our threads, and a client may take to answer a close
 * @param threads how many threads write pings and closes
 * @param heartbeat how often a connection is pinged; it ends after a silence of two heartbeats
 */
public record WsSettings(int connectionsPerAddress, Duration idle, Duration closing, int threads, Duration heartbeat) {
    /** The limits by default. */
    public static final WsSettings DEFAULT = with(defaults -> {});

    /** Returns the default limits with the changes that the caller makes by name. */
    public static WsSettings with(Consumer<Builder> changes) {
        Builder builder = new Builder();
        changes.accept(builder);
        return builder.build();
    }

    /** Returns the same limits with another heartbeat. */
    public WsSettings beating(Duration other) {
        return new WsSettings(connectionsPerAddress, idle, closing, threads, other);
    }

    /** The limits to be set by name, each with its default. */
    public static final class Builder {
        public int connectionsPerAddress = 2000;
        public Duration idle = Duration.ofMinutes(1);
        public Duration closing = Duration.ofSeconds(2);
        public int threads = 4;
        public Duration heartbeat = Duration.ofSeconds(25);

        private Builder() {}

        private WsSettings build() {
            return new WsSettings(connectionsPerAddress, idle, closing, threads, heartbeat);
        }
    }
}
