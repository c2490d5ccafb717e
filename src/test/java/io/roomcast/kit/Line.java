package io.roomcast.kit;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Map;

/** One line that the server said: its text as it came, and what it means. */
public record Line(String text, JsonObject json) {
    /** Finding the library anew for each line took half of what many readers cost. */
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    public static Line of(String text) {
        return new Line(text, object(text));
    }

    /** A text that is one JSON object. */
    public static JsonObject object(String text) {
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (RuntimeException broken) {
            throw new AssertionError("Not an object of JSON: " + text, broken);
        }
    }

    public boolean isEvent() {
        return json.containsKey("offset");
    }

    /** Whether this is a line of the given name: {@code welcome}, {@code gap}, {@code ack} … */
    public boolean is(String name) {
        return kind().equals(name);
    }

    /** {@code event}, or the line's first key. */
    public String kind() {
        return isEvent() ? "event" : json.keySet().stream().findFirst().orElse("nothing");
    }

    /** The object behind the line's name. */
    public JsonObject body() {
        return isEvent() ? json : json.getJsonObject(kind());
    }

    public long offset() {
        return json.getJsonNumber("offset").longValueExact();
    }

    public JsonValue data() {
        return json.get("data");
    }

    /** The data of an event whose data is a text. */
    public String said() {
        return json.getString("data");
    }

    /** The code of an error or a bye. */
    public String code() {
        return body().getString("code");
    }

    /** The position that the line names, wherever it does; empty if it names none. */
    public String position() {
        JsonObject place = is("welcome") || is("gap") ? body() : json;
        return place.getString("position", "");
    }

    /** The room that the line is about; empty if it names none. */
    public String room() {
        boolean inside = is("welcome") || is("gap") || is("presence") || is("error") || is("bye") || is("ask");
        return (inside ? body() : json).getString("room", "");
    }

    @Override
    public String toString() {
        return text;
    }
}
