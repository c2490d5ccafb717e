package io.roomcast.room.log;

/**
 * How much of a roster a caller knows, and how much it wants to know.
 *
 * @param known the number of the last change that it knows; 0 if it knows nothing
 * @param most how many names it wants at most
 */
public record KnownRoster(long known, int most) {
    /** For a caller that wants to know nothing. */
    public static final KnownRoster NONE = new KnownRoster(Long.MAX_VALUE, 0);
}
