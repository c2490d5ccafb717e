package io.roomcast.socketio;

import io.roomcast.socketio.packet.PacketBounds;
import java.time.Duration;
import java.util.Set;

/**
 * The limits on Socket.IO connections.
 *
 * @param connect how long a connection may be in no namespace
 * @param packets the limits on one packet
 * @param unrecovered rooms without connection state recovery
 */
public record SocketIoSettings(Duration connect, PacketBounds packets, Set<String> unrecovered) {
    /** The limits by default. */
    public static final SocketIoSettings DEFAULT =
            new SocketIoSettings(Duration.ofSeconds(45), PacketBounds.DEFAULT, Set.of());

    public SocketIoSettings {
        unrecovered = Set.copyOf(unrecovered);
    }
}
