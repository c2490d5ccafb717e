package io.roomcast.wire;

import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The query of a URL. It is parsed here and not by the container, which would also take parameters from the body of a
 * POST, and decodes differently. Immutable.
 */
public final class QueryString {
    private final Map<String, String> values;

    private QueryString(Map<String, String> values) {
        this.values = values;
    }

    /** Parses a raw query; an empty one if the URL has none. Refuses a key that occurs twice. */
    public static QueryString parse(String raw) {
        Map<String, String> values = new HashMap<>();
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (!key.isEmpty() && values.put(key, value) != null) {
                throw new Refusal(Code.BAD_COMMAND, "the URL has " + named(key) + " twice");
            }
        }
        return new QueryString(values);
    }

    /** Repeats no line end or other control character of the client's in a sentence. */
    private static String named(String key) {
        return key.matches("[A-Za-z0-9_-]{1,40}") ? key : "a key";
    }

    private static String decoded(String raw) {
        return Utf8.decoded(raw.replace('+', ' '), Code.BAD_COMMAND);
    }

    /** Returns a value; an empty one counts as not given. */
    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }

    public Map<String, String> all() {
        return Map.copyOf(values);
    }

    public Optional<Integer> count(String key) {
        return text(key).map(value -> StartParser.count(key, value));
    }

    /** Returns a number that the server gave the client earlier. */
    public Optional<Long> number(String key) {
        return text(key).map(value -> StartParser.number(key, value));
    }

    /** Returns where a reader starts; {@code last} is capped at {@code most}. */
    public Start start(int most) {
        StartFields fields = new StartFields();
        text("after").map(Position::parse).ifPresent(fields::after);
        count("last").ifPresent(last -> fields.last(Math.min(last, most)));
        text("before").map(Position::parse).ifPresent(fields::before);
        text("since").map(StartParser::instant).ifPresent(fields::since);
        return fields.start();
    }

    /** Whether a slow reader skips to the latest events. */
    public boolean latest() {
        return text("lag").map(StartParser::latest).orElse(false);
    }
}
