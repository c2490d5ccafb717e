package io.roomcast.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Finds its way in the text of HTTP/1.1. Stateless. */
final class HttpText {
    private HttpText() {}

    /** Returns where the text after the empty line that ends a head begins, or -1. */
    static int headEnd(byte[] bytes, int at, int end) {
        for (int index = at; index + 3 < end; index++) {
            if (bytes[index] == '\r'
                    && bytes[index + 1] == '\n'
                    && bytes[index + 2] == '\r'
                    && bytes[index + 3] == '\n') {
                return index + 4;
            }
        }
        return -1;
    }

    /** Returns where the text after the line that begins here begins, or -1. */
    static int lineEnd(byte[] bytes, int at, int end) {
        for (int index = at; index + 1 < end; index++) {
            if (bytes[index] == '\r' && bytes[index + 1] == '\n') {
                return index + 2;
            }
        }
        return -1;
    }

    static int hex(byte[] bytes, int from, int to) {
        return Integer.parseInt(text(bytes, from, to).trim(), 16);
    }

    /** Returns the value of a header, or an empty text. */
    static String header(String head, String name) {
        int at = head.toLowerCase(Locale.ROOT).indexOf("\r\n" + name.toLowerCase(Locale.ROOT) + ":");
        return at < 0
                ? ""
                : head.substring(at + name.length() + 3, head.indexOf("\r\n", at + 2))
                        .trim();
    }

    static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** Returns the text between the two; empty if it is not there. */
    static String between(String text, String begin, String end) {
        int from = text.indexOf(begin);
        int to = from < 0 ? -1 : text.indexOf(end, from + begin.length());
        return to < 0 ? "" : text.substring(from + begin.length(), to);
    }
}
