package io.roomcast.socketio.packet;

/**
 * The bounds on one packet of Socket.IO that a client sends.
 *
 * @param attachments binaries of one packet
 * @param bytes of all of them together
 * @param namespace characters of the namespace, in revision 4 with its query
 * @param arguments of one event or answer, the name counted
 * @param depth nesting of JSON
 */
public record PacketBounds(int attachments, int bytes, int namespace, int arguments, int depth) {
    /** What holds where nobody configured anything. */
    public static final PacketBounds DEFAULT = new PacketBounds(10, 1_000_000, 2_000, 100, 64);
}
