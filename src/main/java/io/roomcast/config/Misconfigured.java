package io.roomcast.config;

/**
 * Something in the configuration is wrong, and the server does not start. The message is one sentence for whoever starts
 * it: the key, the value, where it was given and what was expected.
 */
public final class Misconfigured extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST_QUOTE = 200;

    Misconfigured(String what, String given, String where, String expected) {
        super(what + " " + quoted(given) + " " + where + ": expected " + expected + ".");
    }

    /** Keeps the sentence on one line of bounded length, whatever was given. */
    private static String quoted(String given) {
        String line = given.replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]", "?");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
    }
}
