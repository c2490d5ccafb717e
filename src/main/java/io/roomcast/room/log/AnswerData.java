package io.roomcast.room.log;

import java.util.List;

/**
 * What somebody says for an answer: one value of JSON on one line, or with {@code args} a list of several, or of none. So
 * a program answers what it took, and a client what it was asked.
 */
public record AnswerData(String data, boolean args) {
    /** An answer without data. */
    public static final AnswerData NOTHING = new AnswerData("[]", true);

    /** No value of JSON begins with it. */
    private static final String SEVERAL = "*";

    /** What these values say: one is itself, none or several are a list. */
    public static AnswerData of(List<String> values) {
        return values.size() == 1
                ? new AnswerData(values.get(0), false)
                : new AnswerData("[" + String.join(",", values) + "]", true);
    }

    /** One text that is kept, and from which {@link #parse} makes the answer again. */
    public String text() {
        return args ? SEVERAL + data : data;
    }

    public static AnswerData parse(String text) {
        return text.startsWith(SEVERAL)
                ? new AnswerData(text.substring(SEVERAL.length()), true)
                : new AnswerData(text, false);
    }

    /** Whether it is nothing. */
    public boolean isEmpty() {
        return equals(NOTHING);
    }
}
