package io.roomcast.socketio.packet;

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
    public static final PacketBounds DEFAULT = new PacketBounds(10, 1_000_000, 2_000, 100, 64);
}
