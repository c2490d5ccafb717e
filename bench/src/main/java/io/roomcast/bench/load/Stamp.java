package io.roomcast.bench.load;

import java.nio.charset.StandardCharsets;

/**
 * The data of every event: a #, the time at which it was due, and letters up to 100 characters. The # tells an event from
 * all other text of a dialect, so that every dialect is read in the same way. Stateless.
 */
final class Stamp {
    private static final byte BEGIN = '#';
    private static final int DIGITS = 16;

    /** Added to a time, so that it always has 16 digits. */
    private static final long FIRST = 1_000_000_000_000_000L;

    private static final String LETTERS = "x".repeat(100 - 1 - DIGITS);

    private Stamp() {}

    /** Returns data for an event that was due at this time of {@link System#nanoTime}. */
    static String due(long time) {
        return (char) BEGIN + Long.toString(FIRST + time % FIRST) + LETTERS;
    }

    /** Adds each event between the two places to the tally, and returns how many there were. */
    static int count(byte[] bytes, int from, int to, Tally tally) {
        int events = 0;
        long now = System.nanoTime() % FIRST;
        for (int at = from; at < to; at++) {
            if (bytes[at] == BEGIN) {
                tally.add(now - time(bytes, at + 1));
                events++;
                at += DIGITS + LETTERS.length();
            }
        }
        return events;
    }

    private static long time(byte[] bytes, int at) {
        long time = 0;
        for (int digit = at; digit < at + DIGITS; digit++) {
            time = time * 10 + bytes[digit] - '0';
        }
        return time - FIRST;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
