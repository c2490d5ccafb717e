package io.roomcast.socketio.engine;

import java.time.Duration;
import java.util.function.Consumer;

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
    public static final EngineSettings DEFAULT = with(defaults -> {});

    /** Returns the default limits with the changes that the caller makes by name. */
    public static EngineSettings with(Consumer<Builder> changes) {
        Builder builder = new Builder();
        changes.accept(builder);
        return builder.build();
    }

    /** The limits to be set by name, each with its default. */
    public static final class Builder {
        public Duration pingInterval = Duration.ofSeconds(25);
        public Duration pingTimeout = Duration.ofSeconds(20);
        public Duration upgradeTimeout = Duration.ofSeconds(10);
        public int payload = 1_000_000;
        public int packets = 1000;
        public int sessionsPerAddress = 2000;
        public Duration patience = Duration.ofSeconds(30);
        public Duration stall = Duration.ofSeconds(30);
        public Duration closing = Duration.ofSeconds(2);

        private Builder() {}

        private EngineSettings build() {
            return new EngineSettings(
                    pingInterval,
                    pingTimeout,
                    upgradeTimeout,
                    payload,
                    packets,
                    sessionsPerAddress,
                    patience,
                    stall,
                    closing);
        }
    }
}
