package io.roomcast.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.wire.QueryString;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The query of a URL. */
class QueryFuzz {
    private static final int MOST = 100;

    @FuzzTest
    void a_query_is_values_or_a_refusal(byte[] bytes) {
        String raw = Input.text(bytes);
        Set<Code> wrong = Set.of(Code.BAD_COMMAND, Code.BAD_UTF8);
        Optional<Map<String, String>> values =
                Input.unlessRefused(wrong, () -> QueryString.parse(raw)).map(QueryString::all);
        assertEquals(
                values,
                Input.unlessRefused(wrong, () -> QueryString.parse(reversed(raw)))
                        .map(QueryString::all),
                "in any order");
        values.ifPresent(all -> {
            assertEquals(all, QueryString.parse(encoded(all)).all(), "encoded and parsed again");
            assertTrue(size(all) <= raw.length());
        });
        values.ifPresent(all -> read(QueryString.parse(raw)));
    }

    private static void read(QueryString query) {
        Set<Code> wrong = Set.of(Code.BAD_COMMAND, Code.BAD_POSITION);
        Input.unlessRefused(wrong, () -> query.start(MOST)).ifPresent(start -> {
            assertTrue(!(start instanceof Start.Last last) || last.count() <= MOST);
        });
        Input.unlessRefused(wrong, query::latest);
        Input.unlessRefused(wrong, () -> query.count("limit"));
        Input.unlessRefused(wrong, () -> query.number("roster"))
                .ifPresent(number -> assertTrue(number.orElse(0L) >= 0));
    }

    private static int size(Map<String, String> values) {
        return values.entrySet().stream()
                .mapToInt(pair -> pair.getKey().length() + pair.getValue().length())
                .sum();
    }

    private static String reversed(String raw) {
        List<String> pairs = Arrays.asList(raw.split("&", -1));
        Collections.reverse(pairs);
        return String.join("&", pairs);
    }

    private static String encoded(Map<String, String> values) {
        return values.entrySet().stream()
                .map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
