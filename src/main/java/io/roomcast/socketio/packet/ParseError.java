package io.roomcast.socketio.packet;

/**
 * What a client sent is no packet: the connection ends with the reason {@code parse error}. It is an outcome, not a
 * fault: it carries no stack trace, and its sentence is for logs.
 */
public final class ParseError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ParseError(String sentence) {
        super(sentence, null, false, false);
    }
}
