package io.roomcast.contract.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How somebody wants to come in: the room, who they are, and from where on they read. Immutable; each method gives another.
 *
 * @param who {@code name} and {@code token}, where given
 * @param from {@code after}, {@code last}, {@code since}, {@code lag}, where given
 */
public record Entering(String room, Map<String, String> who, Map<String, String> from) {

    public static Entering into(String room) {
        return new Entering(room, Map.of(), Map.of());
    }

    public Entering named(String name) {
        return new Entering(room, with(who, "name", name), from);
    }

    public Entering token(String token) {
        return new Entering(room, with(who, "token", token), from);
    }

    public Entering after(String position) {
        return from("after", position);
    }

    public Entering from(String key, String value) {
        return new Entering(room, who, with(from, key, value));
    }

    String token() {
        return who.getOrDefault("token", "");
    }

    String name() {
        return who.getOrDefault("name", "");
    }

    /** Some values as the part of a URL behind the question mark. */
    static String query(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** A text as a segment of a path or a value in a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static Map<String, String> with(Map<String, String> values, String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(key, value);
        return more;
    }
}
