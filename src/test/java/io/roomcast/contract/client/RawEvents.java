package io.roomcast.contract.client;

import java.util.ArrayList;
import java.util.List;

/** The lines of a poll's answer, byte for byte as the server wrote them. */
public final class RawEvents {
    private RawEvents() {}

    /** The elements of the list {@code events}, in order. */
    public static List<String> in(String answer) {
        int start = answer.indexOf("\"events\":[");
        if (start < 0) {
            throw new AssertionError("No events in " + answer);
        }
        List<String> elements = new ArrayList<>();
        int at = start + "\"events\":[".length();
        while (answer.charAt(at) != ']') {
            int end = endOfValue(answer, at);
            elements.add(answer.substring(at, end));
            at = answer.charAt(end) == ',' ? end + 1 : end;
        }
        return elements;
    }

    private static int endOfValue(String text, int start) {
        int depth = 0;
        boolean quoted = false;
        for (int at = start; ; at++) {
            char next = text.charAt(at);
            if (quoted) {
                at += next == '\\' ? 1 : 0;
                quoted = next != '"';
            } else if (next == '"') {
                quoted = true;
            } else if (next == '{' || next == '[') {
                depth++;
            } else if (next == '}' || next == ']') {
                depth--;
                if (depth == 0) {
                    return at + 1;
                }
            }
        }
    }
}
