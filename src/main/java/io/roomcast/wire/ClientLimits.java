package io.roomcast.wire;

/**
 * The bounds on what one client may send and keep open; each is a key of the configuration.
 *
 * @param frame bytes of one command
 * @param depth nesting of JSON
 * @param list events in one publish
 * @param recipients ids in {@code to}
 * @param rooms rooms that one connection reads
 * @param replies bytes of answers that a connection may leave unread
 */
public record ClientLimits(int frame, int depth, int list, int recipients, int rooms, int replies) {
    /** What holds where nobody configured anything. */
    public static final ClientLimits DEFAULT = new ClientLimits(64 << 10, 64, 100, 100, 64, 256 << 10);
}
