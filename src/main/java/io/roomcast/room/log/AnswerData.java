package io.roomcast.room.log;

import java.util.List;

/**
 * The data of an answer: one JSON value on one line, or with {@code args} a list of any number of values. A program
 * answers a publish that it took this way, and a client a question.
 */
public record AnswerData(String data, boolean args) {
    /** An answer without data. */
    public static final AnswerData NOTHING = new AnswerData("[]", true);

    /** No JSON value begins with it. */
    private static final String SEVERAL = "*";

    /** Returns an answer with these values: one stands for itself, any other number makes a list. */
    public static AnswerData of(List<String> values) {
        return values.size() == 1
                ? new AnswerData(values.get(0), false)
                : new AnswerData("[" + String.join(",", values) + "]", true);
    }

    /** Returns the form in which an answer is stored; {@link #parse} reads it. */
    public String text() {
        return args ? SEVERAL + data : data;
    }

    public static AnswerData parse(String text) {
        return text.startsWith(SEVERAL)
                ? new AnswerData(text.substring(SEVERAL.length()), true)
                : new AnswerData(text, false);
    }

    public boolean isEmpty() {
        return equals(NOTHING);
    }
}
