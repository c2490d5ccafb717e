package io.roomcast.wire;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/**
 * Formats the time of an event, in UTC with three digits of a second. It is by hand, because a formatter would take
 * longer than all the rest of an event. Pure; any thread.
 */
final class Timestamp {
    /** Formats the years that have not four digits. */
    private static final DateTimeFormatter ANY_YEAR =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private Timestamp() {}

    static StringBuilder append(Instant instant, StringBuilder into) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        int year = time.getYear();
        if (year < 1000 || year > 9999) {
            ANY_YEAR.formatTo(instant, into);
            return into;
        }
        into.append(year);
        two('-', time.getMonthValue(), into);
        two('-', time.getDayOfMonth(), into);
        two('T', time.getHour(), into);
        two(':', time.getMinute(), into);
        two(':', time.getSecond(), into);
        int millis = time.getNano() / 1_000_000;
        digit(millis / 100, into.append('.'));
        digit(millis / 10, into);
        digit(millis, into);
        return into.append('Z');
    }

    private static void two(char before, int number, StringBuilder into) {
        digit(number / 10, into.append(before));
        digit(number, into);
    }

    private static void digit(int number, StringBuilder into) {
        into.append((char) ('0' + number % 10));
    }
}
