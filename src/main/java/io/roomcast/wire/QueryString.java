package io.roomcast.wire;

import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The part of an address behind the question mark. It is read here and not by the container, which would take the body of
 * a POST for more of it, and decodes in its own ways. Immutable.
 */
public final class QueryString {
    private final Map<String, String> values;

    private QueryString(Map<String, String> values) {
        this.values = values;
    }

    /** Reads the raw text of a query; keys that nobody knows are ignored, a key that is there twice is refused. */
    public static QueryString parse(Optional<String> raw) {
        Map<String, String> values = new HashMap<>();
        for (String pair : raw.orElse("").split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (!key.isEmpty() && values.put(key, value) != null) {
                throw new Refusal(Code.BAD_COMMAND, "the address says twice what " + key + " is");
            }
        }
        return new QueryString(values);
    }

    private static String decoded(String raw) {
        return Utf8.decoded(raw.replace('+', ' '), Code.BAD_COMMAND);
    }

    /** A value; one that is empty counts as not given. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }

    /** All that there is. */
    public Map<String, String> all() {
        return Map.copyOf(values);
    }

    public Optional<Integer> count(String key) {
        return text(key).map(value -> StartParser.count(key, value));
    }

    /** A number that we gave out, to be given back as it is. */
    public Optional<Long> number(String key) {
        return text(key).map(value -> StartParser.number(key, value));
    }

    /** Where a reader begins; of {@code last} it is given at most this many. */
    public Start start(int most) {
        return StartParser.start(
                text("after").map(Position::parse),
                count("last").map(last -> Math.min(last, most)),
                text("before").map(Position::parse),
                text("since").map(StartParser::instant));
    }

    /** Whether the reader may jump over what it is too late for. */
    public boolean latest() {
        return text("lag").map(StartParser::latest).orElse(false);
    }
}
