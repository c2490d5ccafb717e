package io.roomcast.wire;

/**
 * The limits on what one client may send and keep open; each is a configuration key.
 *
 * @param frame bytes of one command
 * @param depth nesting of JSON
 * @param list events in one publish
 * @param recipients ids in {@code to}
 * @param rooms rooms that one connection reads
 * @param replies bytes of replies that a connection may leave unread
 */
public record ClientLimits(int frame, int depth, int list, int recipients, int rooms, int replies) {
    /** The limits by default. */
    public static final ClientLimits DEFAULT = new ClientLimits(64 << 10, 64, 100, 100, 64, 256 << 10);
}
