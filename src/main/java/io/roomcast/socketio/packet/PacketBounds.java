package io.roomcast.socketio.packet;

import java.util.function.Consumer;

/**
 * The limits on one Socket.IO packet from a client.
 *
 * @param attachments attachments of one packet
 * @param bytes bytes of all its attachments together
 * @param namespace characters of the namespace, in revision 4 with its query
 * @param arguments arguments of one event or ack, with the event's name
 * @param depth nesting of JSON
 */
public record PacketBounds(int attachments, int bytes, int namespace, int arguments, int depth) {
    /** The limits by default. */
    public static final PacketBounds DEFAULT = with(defaults -> {});

    /** Returns the default limits with the changes that the caller makes by name. */
    public static PacketBounds with(Consumer<Builder> changes) {
        Builder builder = new Builder();
        changes.accept(builder);
        return builder.build();
    }

    /** The limits to be set by name, each with its default. */
    public static final class Builder {
        public int attachments = 10;
        public int bytes = 1_000_000;
        public int namespace = 2_000;
        public int arguments = 100;
        public int depth = 64;

        private Builder() {}

        private PacketBounds build() {
            return new PacketBounds(attachments, bytes, namespace, arguments, depth);
        }
    }
}
