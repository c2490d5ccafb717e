package io.roomcast.socketio.engine;

import java.time.Duration;

/**
 * The bounds on sessions of Engine.IO; each is a key of the configuration.
 *
 * @param pingInterval how long after a sign of life the next ping is due
 * @param pingTimeout how long its answer may take
 * @param upgradeTimeout how long a WebSocket may take to replace the polling, and a closed session waits for a last poll
 * @param payload the largest body or message that a client may send, in bytes
 * @param packets how many packets one body may hold
 * @param sessionsPerAddress sessions that one address may have at once
 * @param patience how long a body may take to arrive
 * @param stall how long nothing of an answer may be taken before its connection is given up
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

    /** What holds where nobody configured anything. */
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
