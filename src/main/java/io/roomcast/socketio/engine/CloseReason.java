package io.roomcast.socketio.engine;

/** Why a session ended, in the words of Engine.IO. */
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
