package io.roomcast.engine.sqlite;

import io.roomcast.room.log.Retention;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What holds for all logs of one opened store.
 *
 * @param epochs names for new epochs
 * @param generation the store's: a log that is behind begins a new epoch with its next event
 * @param run which opening of the store this is
 */
record StoreRules(Retention retention, InstantSource clock, Supplier<String> epochs, long generation, long run) {
    /** In milliseconds: the ids of sessions that published last before this, and who left before it, are forgotten. */
    long knownSince() {
        return clock.millis() - retention.idLife().toMillis();
    }
}
