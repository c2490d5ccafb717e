package io.roomcast.fuzz;

import java.util.Optional;

/** RFC 8259 to the letter, as a recogniser of its own: what the product's parser is compared with. One thread. */
final class StrictJson {
    private final String text;
    private final StringBuilder minified = new StringBuilder();
    private int at;
    private int deepest;

    /** A JSON text, minified and with all escapes undone but those that must be, and how deep it is nested. */
    record Value(String minified, int depth) {}

    private static final class NotJson extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotJson() {
            super("not JSON", null, false, false);
        }
    }

    private StrictJson(String text) {
        this.text = text;
    }

    /** Returns the value; empty if the text is not JSON, or no string of characters. */
    static Optional<Value> read(String text) {
        StrictJson reader = new StrictJson(text);
        try {
            reader.blank();
            reader.value(0);
            reader.blank();
            boolean all = reader.at == text.length();
            return all ? Optional.of(new Value(reader.minified.toString(), reader.deepest)) : Optional.empty();
        } catch (NotJson other) {
            return Optional.empty();
        }
    }

    private char peek() {
        if (at == text.length()) {
            throw new NotJson();
        }
        return text.charAt(at);
    }

    private char next() {
        char next = peek();
        at++;
        return next;
    }

    private void blank() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void value(int depth) {
        deepest = Math.max(deepest, depth);
        switch (peek()) {
            case '{' -> list('{', '}', depth + 1);
            case '[' -> list('[', ']', depth + 1);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    private void list(char open, char close, int depth) {
        deepest = Math.max(deepest, depth);
        minified.append(next());
        blank();
        if (peek() == close) {
            minified.append(next());
            return;
        }
        do {
            blank();
            if (open == '{') {
                string();
                blank();
                expect(':');
                blank();
            }
            value(depth);
            blank();
        } while (isMore(close));
    }

    private boolean isMore(char close) {
        char next = next();
        if (next != ',' && next != close) {
            throw new NotJson();
        }
        minified.append(next);
        return next == ',';
    }

    private void expect(char wanted) {
        if (next() != wanted) {
            throw new NotJson();
        }
        minified.append(wanted);
    }

    private void word(String word) {
        for (int index = 0; index < word.length(); index++) {
            expect(word.charAt(index));
        }
    }

    private void number() {
        if (peek() == '-') {
            expect('-');
        }
        if (peek() == '0') {
            expect('0');
        } else {
            digits();
        }
        if (is(".")) {
            expect('.');
            digits();
        }
        if (is("eE")) {
            minified.append(next());
            if (is("+-")) {
                minified.append(next());
            }
            digits();
        }
    }

    private boolean is(String any) {
        return at < text.length() && any.indexOf(text.charAt(at)) >= 0;
    }

    private void digits() {
        if (!is("0123456789")) {
            throw new NotJson();
        }
        while (is("0123456789")) {
            minified.append(next());
        }
    }

    private void string() {
        expect('"');
        for (char next = next(); next != '"'; next = next()) {
            if (next < ' ') {
                throw new NotJson();
            }
            character(next == '\\' ? escaped() : next);
        }
        minified.append('"');
    }

    private void character(char letter) {
        switch (letter) {
            case '"', '\\' -> minified.append('\\').append(letter);
            case '\n' -> minified.append("\\n");
            case '\r' -> minified.append("\\r");
            case '\t' -> minified.append("\\t");
            default -> {
                if (letter < ' ') {
                    minified.append(String.format("\\u%04x", (int) letter));
                } else {
                    minified.append(letter);
                }
            }
        }
    }

    private char escaped() {
        char next = next();
        return switch (next) {
            case '"', '\\', '/' -> next;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> (char) (hex() << 12 | hex() << 8 | hex() << 4 | hex());
            default -> throw new NotJson();
        };
    }

    private int hex() {
        int digit = "0123456789abcdef".indexOf(Character.toLowerCase(next()));
        if (digit < 0) {
            throw new NotJson();
        }
        return digit;
    }
}
