package io.roomcast.socketio.engine;

import java.time.Duration;

/**
 * The limits on Engine.IO sessions.
 *
 * @param pingInterval the pause between a pong and the next ping
 * @param pingTimeout how long a pong may take
 * @param upgradeTimeout how long an upgrade to WebSocket may take, and how long a closed session waits for a last poll
 * @param payload the largest body or message that a client may send, in bytes
 * @param packets how many packets one body may hold
 * @param sessionsPerAddress sessions that one address may have at the same time
 * @param patience how long a body may take to arrive
 * @param stall how long a client may read nothing of a response before its connection is cut
 * @param closing how long a close may block one of our threads
 */
public record EngineSettings(
        Duration pingInterval,
        Duration pingTimeout,
        Duration upgradeTimeout,
        int payload,
        int packets,
        int sessionsPerAddress,
        Duration patience,
        Duration stall,
        Duration closing) {

    /** The limits by default. */
    public static final EngineSettings DEFAULT = new EngineSettings(
            Duration.ofSeconds(25),
            Duration.ofSeconds(20),
            Duration.ofSeconds(10),
            1_000_000,
            1000,
            2000,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(2));
}
