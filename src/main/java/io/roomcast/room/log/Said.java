package io.roomcast.room.log;

import java.util.List;

/**
 * What somebody says for an answer: one value of JSON on one line, or with {@code args} a list of several, or of none. So
 * a program answers what it took, and a client what it was asked.
 */
public record Said(String data, boolean args) {
    /** An answer without data. */
    public static final Said NOTHING = new Said("[]", true);

    /** No value of JSON begins with it. */
    private static final String SEVERAL = "*";

    /** What these values say: one is itself, none or several are a list. */
    public static Said of(List<String> values) {
        return values.size() == 1
                ? new Said(values.get(0), false)
                : new Said("[" + String.join(",", values) + "]", true);
    }

    /** One text that is kept, and from which {@link #parse} makes the answer again. */
    public String text() {
        return args ? SEVERAL + data : data;
    }

    public static Said parse(String text) {
        return text.startsWith(SEVERAL) ? new Said(text.substring(SEVERAL.length()), true) : new Said(text, false);
    }

    /** Whether it is nothing. */
    public boolean isEmpty() {
        return equals(NOTHING);
    }
}
