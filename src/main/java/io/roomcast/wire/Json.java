package io.roomcast.wire;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;

/** The container's JSON parser and JSON-B binding, looked up once. The binding is for the objects of programs only. Any thread. */
public final class Json {
    private final JsonParserFactory parsers = jakarta.json.Json.createParserFactory(Map.of());
    private final Jsonb binding = JsonbBuilder.create();

    JsonParser parser(StringReader text) {
        return parsers.createParser(text);
    }

    /** Writes anything that JSON-B can write, as one line of JSON. */
    public String write(Object value) {
        return value instanceof String text ? quote(text) : checked(binding.toJson(value));
    }

    /** Reads a JSON value as an object of this type. */
    public <T> T read(String value, Class<T> type) {
        try {
            return binding.fromJson(value, type);
        } catch (JsonbException other) {
            throw new Refusal(Code.BAD_JSON, "the data does not fit " + type.getSimpleName());
        }
    }

    /** Returns the text of a JSON string; empty for any other value. */
    public Optional<String> text(String value) {
        if (!value.startsWith("\"")) {
            return Optional.empty();
        }
        try (JsonParser parser = parser(new StringReader(value))) {
            parser.next();
            return Optional.of(parser.getString());
        }
    }

    /** Returns a text as a JSON string. */
    public static String quote(String text) {
        return quote(checked(text), new StringBuilder(text.length() + 2)).toString();
    }

    static StringBuilder quote(String text, StringBuilder into) {
        into.append('"');
        int plain = 0;
        for (int index = 0; index < text.length(); index++) {
            char next = text.charAt(index);
            if (next < ' ' || next == '"' || next == '\\') {
                escape(next, into.append(text, plain, index));
                plain = index + 1;
            }
        }
        // Most texts have nothing to escape, and go in as a whole.
        return (plain == 0 ? into.append(text) : into.append(text, plain, text.length())).append('"');
    }

    private static void escape(char next, StringBuilder into) {
        switch (next) {
            case '"', '\\' -> into.append('\\').append(next);
            case '\n' -> into.append("\\n");
            case '\r' -> into.append("\\r");
            case '\t' -> into.append("\\t");
            default -> into.append(String.format("\\u%04x", (int) next));
        }
    }

    /** Refuses half of a surrogate pair, which UTF-8 cannot encode. */
    public static String checked(String text) {
        if (hasHalf(text)) {
            throw new Refusal(Code.BAD_JSON, "half of a surrogate pair is not a character");
        }
        return text;
    }

    static boolean hasHalf(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
