package io.roomcast.config;

/**
 * The exception for a mistake in the configuration, which stops the start. Its message is one sentence for the
 * operator: the key, the value, its source and the valid values.
 */
public final class Misconfigured extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_QUOTE = 200;

    Misconfigured(String what, String given, String where, String expected) {
        super(what + " " + quoted(given) + " " + where + ": expected " + expected + ".");
    }

    /** Keeps the sentence on one line of limited length. */
    private static String quoted(String given) {
        String line = given.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
    }
}
