package io.roomcast.room.log;

import java.util.List;

/**
 * What is news of a roster.
 *
 * @param from what the asker knew, or 0 where this stands in the place of all that it knew
 * @param number of the last change
 * @param revision the number of the last change that members can see: somebody came, went, or has another name
 * @param count how many are here
 * @param changes those after {@code from}, in order; where that is 0 and there are more members than are to be named, no
 *     seats
 */
public record RosterNews(long from, long number, long revision, int count, List<RosterChange> changes) {
    /** Of which nothing is said. */
    public static final RosterNews NOTHING = new RosterNews(Long.MAX_VALUE, 0, 0, 0, List.of());

    public RosterNews {
        changes = List.copyOf(changes);
    }

    /** Whether it stands in the place of all that was known. */
    public boolean isWhole() {
        return from == 0;
    }
}
