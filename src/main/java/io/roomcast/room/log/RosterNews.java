package io.roomcast.room.log;

import java.util.List;

/**
 * Changes of a roster.
 *
 * @param from what the asker knew, or 0 if this replaces all that it knew
 * @param number the number of the last change
 * @param revision the number of the last change that members can see: a member came, left, or has another name
 * @param count how many members are seated
 * @param changes the changes after {@code from}, in order; if {@code from} is 0 and there are too many members to name,
 *     without the seats
 */
public record RosterNews(long from, long number, long revision, int count, List<RosterChange> changes) {
    /** Says nothing about the roster. */
    public static final RosterNews NOTHING = new RosterNews(Long.MAX_VALUE, 0, 0, 0, List.of());

    public RosterNews {
        changes = List.copyOf(changes);
    }

    /** Whether it replaces all that was known. */
    public boolean isWhole() {
        return from == 0;
    }
}
