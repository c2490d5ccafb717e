package io.roomcast.wire;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A reader of one JSON text, value by value. It refuses invalid JSON and too much nesting as {@code bad_json}, and a
 * value of another kind than expected as {@code bad_command}. One thread.
 *
 * <p>The public methods serve transports that have JSON of their own. Whatever the text is, only a {@link Refusal} is
 * thrown, the work is linear in the length of the text, and nesting causes no recursion.
 */
public final class JsonInput implements AutoCloseable {
    private final JsonParser parser;
    private final int deepest;
    private Event current;

    /** Starts in front of the text's one value; {@code deepest} limits the nesting that {@link #raw} accepts. */
    public JsonInput(Json json, String text, int deepest) {
        this.parser = json.parser(new StringReader(text));
        this.deepest = deepest;
        this.current = advance();
    }

    /** Steps into the object that comes next. */
    public void enterObject(String what) {
        expect(Event.START_OBJECT, what + " must be an object");
        current = advance();
    }

    /** Returns the next key of the object; empty at its end, which is passed. */
    public Optional<String> nextKey() {
        if (current == Event.END_OBJECT) {
            return Optional.empty();
        }
        String key = Json.checked(parser.getString());
        current = advance();
        return Optional.of(key);
    }

    /** Steps out of an object whose keys are all read. */
    public void leaveObject() {
        current = advance();
    }

    /** Refuses any text after the value. */
    public void end() {
        boolean more;
        try {
            more = parser.hasNext();
        } catch (RuntimeException notJson) {
            more = true;
        }
        if (more) {
            throw new Refusal(Code.BAD_JSON, "there is text after the JSON value");
        }
    }

    boolean isArray() {
        return current == Event.START_ARRAY;
    }

    public boolean isString() {
        return current == Event.VALUE_STRING;
    }

    boolean isNull() {
        return current == Event.VALUE_NULL;
    }

    /** Reads the next value, an array of at most {@code most} elements, with the given reader for each. */
    public <T> List<T> array(String what, int most, Supplier<T> element) {
        expect(Event.START_ARRAY, what + " must be a list");
        current = advance();
        List<T> elements = new ArrayList<>();
        while (current != Event.END_ARRAY) {
            if (elements.size() == most) {
                throw new Refusal(Code.TOO_MANY, what + " may have at most " + most + " entries");
            }
            elements.add(element.get());
        }
        current = advanceIfAny();
        return elements;
    }

    /** Reads the next value, a string, without quotes and escapes. Refuses half of a surrogate pair. */
    public String string(String what) {
        expect(Event.VALUE_STRING, what + " must be a string");
        String value = Json.checked(parser.getString());
        current = advanceIfAny();
        return value;
    }

    public boolean flag(String what) {
        if (current != Event.VALUE_TRUE && current != Event.VALUE_FALSE) {
            throw new Refusal(Code.BAD_COMMAND, what + " must be true or false");
        }
        boolean value = current == Event.VALUE_TRUE;
        current = advanceIfAny();
        return value;
    }

    /** Reads a whole number from 0; a larger one than an int counts as the largest int. */
    int count(String what) {
        expect(Event.VALUE_NUMBER, what + " must be a number");
        String digits = parser.getString();
        if (!digits.matches("[0-9]{1,18}")) {
            throw new Refusal(Code.BAD_COMMAND, what + " must be a whole number, 0 or more");
        }
        current = advanceIfAny();
        return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(digits));
    }

    /**
     * Reads the next value whole, exact except for white space: numbers keep all digits, keys keep their order. All
     * strings are escaped alike, so that a quote inside a string is never bare.
     */
    public String raw() {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        do {
            separate(text);
            append(text);
            depth += step();
            if (depth > deepest) {
                throw new Refusal(Code.BAD_JSON, "the JSON is nested deeper than " + deepest + " levels");
            }
            current = depth > 0 ? advance() : advanceIfAny();
        } while (depth > 0);
        return text.toString();
    }

    /** Passes over the next value, and checks only that it is JSON. */
    void skip() {
        int depth = 0;
        do {
            depth += step();
            current = depth > 0 ? advance() : advanceIfAny();
        } while (depth > 0);
    }

    private void separate(StringBuilder text) {
        boolean closing = current == Event.END_OBJECT || current == Event.END_ARRAY;
        char last = text.isEmpty() ? '[' : text.charAt(text.length() - 1);
        if (!closing && last != '[' && last != '{' && last != ':') {
            text.append(',');
        }
    }

    private void append(StringBuilder text) {
        switch (current) {
            case START_OBJECT -> text.append('{');
            case START_ARRAY -> text.append('[');
            case END_OBJECT -> text.append('}');
            case END_ARRAY -> text.append(']');
            case KEY_NAME -> Json.quote(Json.checked(parser.getString()), text).append(':');
            case VALUE_STRING -> Json.quote(Json.checked(parser.getString()), text);
            case VALUE_NUMBER -> text.append(parser.getString());
            case VALUE_TRUE -> text.append("true");
            case VALUE_FALSE -> text.append("false");
            case VALUE_NULL -> text.append("null");
        }
    }

    /** Returns by how much the current token changes the depth. */
    private int step() {
        return switch (current) {
            case START_OBJECT, START_ARRAY -> 1;
            case END_OBJECT, END_ARRAY -> -1;
            default -> 0;
        };
    }

    private void expect(Event event, String sentence) {
        if (current != event) {
            throw new Refusal(Code.BAD_COMMAND, sentence);
        }
    }

    private Event advance() {
        try {
            return parser.next();
        } catch (RuntimeException broken) {
            throw badJson();
        }
    }

    private Event advanceIfAny() {
        return hasNext() ? advance() : null;
    }

    private boolean hasNext() {
        try {
            return parser.hasNext();
        } catch (RuntimeException broken) {
            throw badJson();
        }
    }

    private static Refusal badJson() {
        return new Refusal(Code.BAD_JSON, Code.BAD_JSON.meaning());
    }

    @Override
    public void close() {
        parser.close();
    }
}
