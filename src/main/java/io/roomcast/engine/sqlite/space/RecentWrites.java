package io.roomcast.engine.sqlite.space;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Roughly how many bytes were recently written to each room: what is ten minutes old counts half. Used by one thread. */
final class RecentWrites {
    private static final long HALF_LIFE_MILLIS = 600_000;
    /** The most rooms that are known: a few megabytes. */
    private static final int MOST = 20_000;

    private final Map<String, Long> rooms = new HashMap<>();
    private long halved;

    void add(String room, long bytes, long now) {
        if (now < halved) {
            halved = now;
        }
        for (; now - halved >= HALF_LIFE_MILLIS && !rooms.isEmpty(); halved += HALF_LIFE_MILLIS) {
            halve();
        }
        halved = rooms.isEmpty() ? now : halved;
        rooms.merge(room, bytes, Long::sum);
        while (rooms.size() > MOST) {
            halve();
        }
    }

    private void halve() {
        rooms.replaceAll((room, bytes) -> bytes / 2);
        rooms.values().removeIf(bytes -> bytes == 0);
    }

    void forget(String room) {
        rooms.remove(room);
    }

    /** Returns the rooms, the one that wrote most first. */
    List<String> most() {
        return rooms.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
