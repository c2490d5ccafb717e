package io.roomcast.room.refusal;

import java.util.Locale;

/**
 * The closed list of errors and ends, each with its HTTP status, its WebSocket close code and whether coming back
 * makes sense. The table in {@code docs/protocol.md} is made from it.
 */
public enum Code {
    BAD_JSON(400, 4400, false, "the text is not JSON"),
    BAD_COMMAND(400, 4400, false, "the JSON is no command"),
    BAD_ROOM(400, 4404, false, "that cannot be a room's name"),
    BAD_POSITION(400, 4400, false, "that cannot be a position"),
    BAD_UTF8(400, 1007, false, "the bytes are not UTF-8"),
    TOO_LARGE(413, 1009, false, "larger than a limit allows; certainly not published"),
    TOO_FAST(429, 4429, true, "faster than the rate allows; certainly not published, wait a little"),
    TOO_MANY(429, 4430, true, "more at once than a limit allows"),
    CONFLICT(409, 4409, false, "the same id or connection was used for something else"),
    NOT_FOUND(404, 4404, false, "there is no such thing"),
    FORBIDDEN(403, 4403, false, "not allowed"),
    UNAUTHORIZED(401, 4401, true, "the token is missing, bad or expired: enter anew, the position stays good"),
    BUSY(503, 1013, true, "no room in the queue; certainly not published, try again"),
    GONE(410, 4410, false, "the room was removed"),
    UNAVAILABLE(503, 1013, true, "the outcome is unknown: send it again with the same id"),
    REPLACED(409, 4411, false, "the same session reads this room on a newer connection"),
    DRAINING(503, 1012, true, "the server is about to stop: come back after the given time"),
    IDLE(408, 4408, true, "nothing was heard for two heartbeats"),
    SLOW(408, 4412, true, "what was sent was not read in time"),
    KICKED(403, 4413, false, "a program or an operator ended this"),
    CLOSED(410, 1000, false, "it was asked for, or the room ended");

    private final int status;
    private final int close;
    private final boolean comeBack;
    private final String meaning;

    Code(int status, int close, boolean comeBack, String meaning) {
        this.status = status;
        this.close = close;
        this.comeBack = comeBack;
        this.meaning = meaning;
    }

    /** The name on the wire, such as {@code bad_json}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The HTTP status of an answer that says this. */
    public int status() {
        return status;
    }

    /** The WebSocket close code of a connection that ends with this. */
    public int close() {
        return close;
    }

    /** Whether a client should connect again by itself. */
    public boolean comeBack() {
        return comeBack;
    }

    /** One sentence for people. */
    public String meaning() {
        return meaning;
    }

    /** Whether this is an end, told by a {@code bye}, and not an error. */
    public boolean isEnd() {
        return compareTo(REPLACED) >= 0;
    }
}
