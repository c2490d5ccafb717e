package io.roomcast.room;

import io.roomcast.room.seat.Roster;
import io.roomcast.room.time.Time;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Tells a room's readers that the roster changed. Changes within a short interval are told together; the more readers,
 * the longer the interval. Called on the room's strand.
 */
final class RosterAnnouncer {
    private static final long LONGEST = 1000;
    private static final int READERS_PER_MILLI = 10;

    private final Time time;
    private final Executor strand;
    private final Duration interval;
    private final Roster roster;
    private final Readers readers;
    private boolean announcing;

    RosterAnnouncer(Time time, Executor strand, Duration interval, Roster roster, Readers readers) {
        this.time = time;
        this.strand = strand;
        this.interval = interval;
        this.roster = roster;
        this.readers = readers;
    }

    void rosterChanged() {
        if (announcing) {
            return;
        }
        announcing = true;
        long wait = Math.min(LONGEST, interval.toMillis() + readers.count() / READERS_PER_MILLI);
        time.after(Duration.ofMillis(wait), () -> strand.execute(this::announce));
    }

    private void announce() {
        announcing = false;
        roster.announce();
        readers.wake();
    }
}
