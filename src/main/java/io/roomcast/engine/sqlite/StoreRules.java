package io.roomcast.engine.sqlite;

import io.roomcast.engine.sqlite.session.Fingerprints;
import io.roomcast.engine.sqlite.session.StoredSessions;
import io.roomcast.room.log.Retention;
import io.roomcast.room.time.WallClock;
import java.util.function.Supplier;

/**
 * The rules for all logs of one opened store.
 *
 * @param epochs makes names for new epochs
 * @param generation the store's generation: a log with a lower one begins a new epoch with its next event
 * @param run the number of this opening of the store
 * @param sessions what is kept about sessions
 */
record StoreRules(
        Retention retention,
        WallClock clock,
        Supplier<String> epochs,
        long generation,
        long run,
        StoredSessions sessions) {
    /** Returns what tells a repeat from another publish under the same id. */
    Fingerprints fingerprints() {
        return sessions.fingerprints();
    }

    /** Returns the time, in milliseconds, before which ids of silent sessions and departed members are forgotten. */
    long knownSince() {
        return clock.before(retention.idLife()).toEpochMilli();
    }
}
