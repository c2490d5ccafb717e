package io.roomcast.http;

import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.wire.Queries;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The part of a URL behind the question mark. It is read here and not by the container, which would take the body of a
 * POST for more of it. Immutable.
 */
final class Query {
    private final Map<String, String> values;

    private Query(Map<String, String> values) {
        this.values = values;
    }

    /** Reads the raw text of a query; keys that nobody knows are ignored, a key that is there twice is refused. */
    static Query parse(Optional<String> raw) {
        Map<String, String> values = new HashMap<>();
        for (String pair : raw.orElse("").split("&")) {
            int equals = pair.indexOf('=');
            String key = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (!key.isEmpty() && values.put(key, value) != null) {
                throw new Refusal(Code.BAD_COMMAND, "the URL says twice what " + key + " is");
            }
        }
        return new Query(values);
    }

    private static String decoded(String raw) {
        return Utf8.decoded(raw.replace("+", "%20"), Code.BAD_COMMAND);
    }

    /** A value; one that is empty counts as not given. */
    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
    }

    Optional<Integer> count(String key) {
        return text(key).map(value -> Queries.count(key, value));
    }

    /** How many things an answer may have: as many as are asked for, within bounds. */
    int limit(HttpSettings settings, int standard) {
        int limit = Math.min(count("limit").orElse(standard), settings.largestPage());
        if (limit == 0) {
            throw new Refusal(Code.BAD_COMMAND, "limit is at least 1");
        }
        return limit;
    }

    /** Where a reader begins; of {@code last} it is given at most this many. */
    Start start(int most) {
        return Queries.start(
                text("after").map(Position::parse),
                count("last").map(last -> Math.min(last, most)),
                text("before").map(Position::parse),
                text("since").map(Queries::instant));
    }
}
