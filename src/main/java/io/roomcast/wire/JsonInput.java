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
 * Reads one JSON text from front to back, value by value. What is no JSON, or nested too deep, is refused as {@code
 * bad_json}; a value of another kind than the one asked for as {@code bad_command}. Used by one thread.
 *
 * <p>What is public serves the transports that have a JSON of their own. Whatever the text is, a {@link Refusal} is all
 * that is thrown, the work grows with the text's length and no faster, and nothing calls itself for what is nested.
 */
public final class JsonInput implements AutoCloseable {
    private final JsonParser parser;
    private final int deepest;
    private Event current;

    /** Stands in front of the text's one value; {@code deepest} bounds the nesting of what {@link #raw} reads. */
    public JsonInput(Json json, String text, int deepest) {
        this.parser = json.parser(new StringReader(text));
        this.deepest = deepest;
        this.current = advance();
    }

    /** Steps into the object that comes next. */
    public void enterObject(String what) {
        expect(Event.START_OBJECT, what + " is an object");
        current = advance();
    }

    /** The next key of the object; empty at its end, which is passed. */
    public Optional<String> nextKey() {
        if (current == Event.END_OBJECT) {
            return Optional.empty();
        }
        String key = Json.checked(parser.getString());
        current = advance();
        return Optional.of(key);
    }

    /** Passes the end of an object whose keys are all read. */
    public void leaveObject() {
        current = advance();
    }

    /** Refuses what follows the value. */
    public void end() {
        if (hasNext()) {
            throw new Refusal(Code.BAD_JSON, "there is more behind the JSON");
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

    /** Reads each element of the array that comes next by the given reader; one more than {@code most} is refused. */
    public <T> List<T> array(String what, int most, Supplier<T> element) {
        expect(Event.START_ARRAY, what + " is a list");
        current = advance();
        List<T> elements = new ArrayList<>();
        while (current != Event.END_ARRAY) {
            if (elements.size() == most) {
                throw new Refusal(Code.TOO_MANY, what + " has at most " + most + " entries");
            }
            elements.add(element.get());
        }
        current = advanceIfAny();
        return elements;
    }

    /** The text that comes next, without its quotes and escapes; half of a surrogate pair is refused. */
    public String string(String what) {
        expect(Event.VALUE_STRING, what + " is a text");
        String value = Json.checked(parser.getString());
        current = advanceIfAny();
        return value;
    }

    public boolean flag(String what) {
        if (current != Event.VALUE_TRUE && current != Event.VALUE_FALSE) {
            throw new Refusal(Code.BAD_COMMAND, what + " is true or false");
        }
        boolean value = current == Event.VALUE_TRUE;
        current = advanceIfAny();
        return value;
    }

    /** A whole number from 0 on; one that is beyond all bounds is as large as can be. */
    int count(String what) {
        expect(Event.VALUE_NUMBER, what + " is a number");
        String digits = parser.getString();
        if (!digits.matches("[0-9]{1,18}")) {
            throw new Refusal(Code.BAD_COMMAND, what + " is a whole number from 0 on");
        }
        current = advanceIfAny();
        return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(digits));
    }

    /**
     * The whole value that comes next, exact but for the white space between its tokens: numbers with all their digits,
     * keys in their order. Each text is escaped in one way only, so that no quote within a text is a bare one.
     */
    public String raw() {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        do {
            separate(text);
            depth += append(text);
            if (depth > deepest) {
                throw new Refusal(Code.BAD_JSON, "nested deeper than " + deepest);
            }
            current = depth > 0 ? advance() : advanceIfAny();
        } while (depth > 0);
        return text.toString();
    }

    private void separate(StringBuilder text) {
        boolean closing = current == Event.END_OBJECT || current == Event.END_ARRAY;
        char last = text.isEmpty() ? '[' : text.charAt(text.length() - 1);
        if (!closing && last != '[' && last != '{' && last != ':') {
            text.append(',');
        }
    }

    /** Appends the current token and says by how much it changes the depth. */
    private int append(StringBuilder text) {
        switch (current) {
            case START_OBJECT -> text.append('{');
            case START_ARRAY -> text.append('[');
            case END_OBJECT -> text.append('}');
            case END_ARRAY -> text.append(']');
            case KEY_NAME -> Json.quote(parser.getString(), text).append(':');
            case VALUE_STRING -> Json.quote(parser.getString(), text);
            case VALUE_NUMBER -> text.append(parser.getString());
            case VALUE_TRUE -> text.append("true");
            case VALUE_FALSE -> text.append("false");
            case VALUE_NULL -> text.append("null");
        }
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
