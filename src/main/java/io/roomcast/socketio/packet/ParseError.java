package io.roomcast.socketio.packet;

/**
 * The outcome that a client sent an invalid packet. The connection ends with the reason {@code parse error}. It has no
 * stack trace, and its sentence is for logs.
 */
public final class ParseError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ParseError(String sentence) {
        super(sentence, null, false, false);
    }
}
