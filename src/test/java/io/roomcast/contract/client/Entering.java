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
 * @param joinsLater whether a WebSocket joins by a command when it is open, and not by its URL
 */
public record Entering(String room, Map<String, String> who, Map<String, String> from, boolean joinsLater) {

    public static Entering into(String room) {
        return new Entering(room, Map.of(), Map.of(), false);
    }

    /**
     * For who has much to catch up on: of what comes in one read with the answer to the handshake, Java's own client
     * (java.net.http) keeps the first 16 KB and may lose the rest.
     */
    public Entering onceOpen() {
        return new Entering(room, who, from, true);
    }

    public Entering named(String name) {
        return new Entering(room, with(who, "name", name), from, joinsLater);
    }

    public Entering token(String token) {
        return new Entering(room, with(who, "token", token), from, joinsLater);
    }

    public Entering after(String position) {
        return from("after", position);
    }

    public Entering from(String key, String value) {
        return new Entering(room, who, with(from, key, value), joinsLater);
    }

    String token() {
        return who.getOrDefault("token", "");
    }

    String name() {
        return who.getOrDefault("name", "");
    }

    /** The same as a command. */
    String command() {
        return "{\"join\":" + Commands.quoted(room) + keys() + "}";
    }

    /** The member and the start, as the further keys of an object. */
    String keys() {
        StringBuilder keys = new StringBuilder();
        who.forEach((key, value) -> keys.append(",\"" + key + "\":").append(Commands.quoted(value)));
        from.forEach((key, value) ->
                keys.append(",\"" + key + "\":").append(key.equals("last") ? value : Commands.quoted(value)));
        return keys.toString();
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
