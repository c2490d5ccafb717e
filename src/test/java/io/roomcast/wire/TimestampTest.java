package io.roomcast.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the times that are formatted by hand beside those of Java's formatter. */
class TimestampTest {
    private static final DateTimeFormatter JAVA =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private static String formatted(Instant instant) {
        return Timestamp.append(instant, new StringBuilder()).toString();
    }

    @Test
    void any_time_is_as_java_formats_it() {
        Random random = new Random(1);
        for (int times = 0; times < 20_000; times++) {
            Instant instant = Instant.ofEpochSecond(
                    random.nextLong(-40_000_000_000L, 260_000_000_000L), random.nextInt(1_000_000_000));
            assertEquals(JAVA.format(instant), formatted(instant));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-20T10:15:30Z",
                "1969-12-31T23:59:59.999999999Z",
                "1000-01-01T00:00:00Z",
                "0999-12-31T23:59:59.999Z",
                "9999-12-31T23:59:59.999Z",
                "+10000-01-01T00:00:00.001Z"
            })
    void the_edges_are_as_java_formats_them(String text) {
        Instant instant = Instant.parse(text);
        assertEquals(JAVA.format(instant), formatted(instant));
    }
}
