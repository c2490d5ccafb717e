package io.roomcast.wire;

import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Builds one JSON object as text, its keys in the order of the calls. What is JSON already, such as the data of an event,
 * goes in as it is, which {@code jakarta.json} cannot do. One thread.
 */
public final class JsonBuilder {
    private final StringBuilder text;

    private JsonBuilder(StringBuilder text) {
        this.text = text.append('{');
    }

    public static JsonBuilder object() {
        return object(128);
    }

    /** Begins an object that will have about this many characters. */
    static JsonBuilder object(int length) {
        return new JsonBuilder(new StringBuilder(length));
    }

    public JsonBuilder put(String key, String value) {
        Json.quote(value, key(key));
        return this;
    }

    public JsonBuilder put(String key, long value) {
        key(key).append(value);
        return this;
    }

    public JsonBuilder put(String key, boolean value) {
        key(key).append(value);
        return this;
    }

    public JsonBuilder put(String key, Instant value) {
        Timestamp.append(value, key(key).append('"')).append('"');
        return this;
    }

    public JsonBuilder put(String key, Consumer<JsonBuilder> content) {
        key(key);
        nest(content);
        return this;
    }

    public JsonBuilder put(String key, List<String> values) {
        key(key).append('[');
        values.forEach(value -> Json.quote(value, next('[')));
        text.append(']');
        return this;
    }

    /** Puts a list with an object for each value. */
    public <T> JsonBuilder put(String key, List<T> values, BiConsumer<T, JsonBuilder> content) {
        key(key).append('[');
        for (T value : values) {
            next('[');
            nest(object -> content.accept(value, object));
        }
        text.append(']');
        return this;
    }

    /** Puts a value that is JSON already. */
    public JsonBuilder putJson(String key, String json) {
        key(key).append(json);
        return this;
    }

    private StringBuilder key(String key) {
        return Json.quote(key, next('{')).append(':');
    }

    /** Appends a comma, unless the object or list has just begun. */
    private StringBuilder next(char opening) {
        return text.charAt(text.length() - 1) == opening ? text : text.append(',');
    }

    private void nest(Consumer<JsonBuilder> content) {
        content.accept(new JsonBuilder(text));
        text.append('}');
    }

    /** Ends the object. Nothing may be put into it any more. */
    public String end() {
        return text.append('}').toString();
    }
}
