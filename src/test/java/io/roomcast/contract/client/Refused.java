package io.roomcast.contract.client;

import io.roomcast.kit.Line;

/** The server did not let somebody in. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Line line;

    /** The answer, and the HTTP status or the WebSocket's close code that came with it. */
    public Refused(int status, String answer) {
        super(status + " " + answer);
        this.status = status;
        this.line = Line.of(answer.isBlank() ? "{}" : answer);
    }

    public int status() {
        return status;
    }

    public Line line() {
        return line;
    }
}
