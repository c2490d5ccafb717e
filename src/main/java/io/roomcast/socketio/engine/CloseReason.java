package io.roomcast.socketio.engine;

/** The reason why a session ended, as Engine.IO names it. */
public enum CloseReason {
    TRANSPORT_CLOSE("transport close"),
    TRANSPORT_ERROR("transport error"),
    PING_TIMEOUT("ping timeout"),
    PARSE_ERROR("parse error"),
    FORCED("forced close");

    private final String words;

    CloseReason(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
