package io.roomcast.room.budget;

import java.util.Locale;

/** The purposes for which the server holds memory on behalf of somebody. */
public enum Use {
    /** Connections and waiting requests, each with what it always needs. */
    CONNECTIONS,
    /** Answers that are being written. */
    ANSWERS,
    /** Input that is not complete. */
    INPUT,
    /** Publishes that wait for the store or for programs. */
    PUBLISHES,
    /** Replies that the client does not read. */
    REPLIES,
    /** The newest events of rooms, with all their encoded forms. */
    RINGS;

    /** Returns the name for operators. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
