package io.roomcast.wire;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** The parser for the values that say where a reader starts, in a URL as in a {@code join}. Any thread. */
public final class StartParser {
    private static final int LAST_YEAR = 9999;

    private StartParser() {}

    /** Whether a slow reader skips to the latest events. */
    public static boolean latest(String lag) {
        return switch (lag) {
            case "latest" -> true;
            case "all" -> false;
            default -> throw new Refusal(Code.BAD_COMMAND, "lag must be all or latest");
        };
    }

    /** Reads a whole number from 0; a larger one than an int counts as the largest int. */
    public static int count(String name, String text) {
        return (int) Math.min(Integer.MAX_VALUE, number(name, text));
    }

    /** Reads a whole number from 0. */
    static long number(String name, String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new Refusal(Code.BAD_COMMAND, name + " must be a whole number, 0 or more");
        }
        return Long.parseLong(text);
    }

    /** Reads an instant of a year with four digits, in UTC or with an offset. */
    public static Instant instant(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() >= 0 && time.getYear() <= LAST_YEAR) {
                return time.toInstant();
            }
        } catch (DateTimeParseException wrong) {
            // As any other text.
        }
        throw new Refusal(Code.BAD_COMMAND, "since must be an instant such as 2026-11-20T10:15:30Z");
    }
}
