package io.roomcast.room.log;

/**
 * How much somebody knows of a roster, and wants to.
 *
 * @param known the number of the last change that it knows; 0 if it knows nothing
 * @param most of how many members it wants the names at most
 */
public record KnownRoster(long known, int most) {
    /** Of who wants to know nothing. */
    public static final KnownRoster NONE = new KnownRoster(Long.MAX_VALUE, 0);
}
