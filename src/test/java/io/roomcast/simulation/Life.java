package io.roomcast.simulation;

import java.util.TreeSet;

/** One epoch of one room's log, and what became of it. {@link History} alone changes it. One thread. */
final class Life {
    final String room;
    final int log;
    final long after;
    final TreeSet<Long> ends = new TreeSet<>();
    long lostBeyond = Long.MAX_VALUE;
    long last;
    boolean removed;

    Life(String room, int log, long after) {
        this.room = room;
        this.log = log;
        this.after = after;
    }

    boolean isWhollyLost() {
        return lostBeyond < 0;
    }
}
