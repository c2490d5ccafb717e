package io.roomcast.socketio;

import io.roomcast.socketio.packet.PacketBounds;
import java.time.Duration;
import java.util.Set;

/**
 * The bounds on connections of Socket.IO; each is a key of the configuration.
 *
 * @param connect how long a connection may be in no namespace
 * @param packets the bounds on one packet
 * @param unrecovered rooms whose clients are not brought back to where they were
 */
public record SocketIoSettings(Duration connect, PacketBounds packets, Set<String> unrecovered) {
    /** What holds where nobody configured anything. */
    public static final SocketIoSettings DEFAULT =
            new SocketIoSettings(Duration.ofSeconds(45), PacketBounds.DEFAULT, Set.of());

    public SocketIoSettings {
        unrecovered = Set.copyOf(unrecovered);
    }
}
