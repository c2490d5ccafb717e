package io.roomcast.ws;

import java.time.Duration;

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
    public static final WsSettings DEFAULT =
            new WsSettings(2000, Duration.ofMinutes(1), Duration.ofSeconds(2), 4, Duration.ofSeconds(25));

    /** Returns the same limits with another heartbeat. */
    public WsSettings beating(Duration other) {
        return new WsSettings(connectionsPerAddress, idle, closing, threads, other);
    }
}
