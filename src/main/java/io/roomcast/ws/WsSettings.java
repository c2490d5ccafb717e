package io.roomcast.ws;

import java.time.Duration;

/**
 * The bounds on WebSocket connections; each is a key of the configuration.
 *
 * @param connectionsPerAddress connections that one address may have at once
 * @param idle how long a connection may be in no room
 * @param closing how long a ping or a close may block one of our threads, and a peer may take to answer a close
 * @param threads how many threads write pings and closes
 * @param heartbeat how often a connection is pinged; one that is silent for two of them is over
 */
public record WsSettings(int connectionsPerAddress, Duration idle, Duration closing, int threads, Duration heartbeat) {
    /** What holds where nobody configured anything. */
    public static final WsSettings DEFAULT =
            new WsSettings(2000, Duration.ofMinutes(1), Duration.ofSeconds(2), 4, Duration.ofSeconds(25));

    /** The same with another heartbeat. */
    public WsSettings beating(Duration other) {
        return new WsSettings(connectionsPerAddress, idle, closing, threads, other);
    }
}
