package io.roomcast.room.refusal;

import java.util.Locale;

/**
 * The closed list of errors and ends, each with its HTTP status, its WebSocket close code and whether reconnecting
 * makes sense. The table in {@code docs/protocol.md} is made from it.
 */
public enum Code {
    BAD_JSON(400, 4400, false, "the text is not JSON"),
    BAD_COMMAND(400, 4400, false, "the JSON is not a command"),
    BAD_ROOM(400, 4404, false, "this is not a valid room name"),
    BAD_POSITION(400, 4400, false, "this is not a valid position"),
    BAD_UTF8(400, 1007, false, "the bytes are not UTF-8"),
    TOO_LARGE(413, 1009, false, "larger than a limit allows; nothing was published"),
    TOO_FAST(429, 4429, true, "faster than the rate allows; nothing was published, wait a little"),
    TOO_MANY(429, 4430, true, "more at the same time than a limit allows"),
    CONFLICT(409, 4409, false, "the same id or connection was used for something else"),
    NOT_FOUND(404, 4404, false, "not found"),
    FORBIDDEN(403, 4403, false, "not allowed"),
    UNAUTHORIZED(401, 4401, true, "the token is missing, invalid or expired: enter again, your position stays valid"),
    BUSY(503, 1013, true, "a queue or the store is full; nothing was published, try again"),
    GONE(410, 4410, false, "the room was removed"),
    UNAVAILABLE(503, 1013, true, "the outcome is unknown: send it again with the same id"),
    REPLACED(409, 4411, false, "the same session reads this room on a newer connection"),
    DRAINING(503, 1012, true, "the server is about to stop: reconnect after the given time"),
    IDLE(408, 4408, true, "nothing was received for two heartbeats"),
    SLOW(408, 4412, true, "the client did not read in time what was sent"),
    KICKED(403, 4413, false, "a program or an operator ended this"),
    CLOSED(410, 1000, false, "closed on request, or because the room ended");

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

    /** Returns the name on the wire, such as {@code bad_json}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the HTTP status of an answer with this code. */
    public int status() {
        return status;
    }

    /** Returns the WebSocket close code of a connection that ends with this. */
    public int close() {
        return close;
    }

    /** Whether a client should connect again by itself. */
    public boolean comeBack() {
        return comeBack;
    }

    /** Whether a retry of the same request is likely to succeed. */
    public boolean isTemporary() {
        return status == 429 || status == 503;
    }

    /** Returns one sentence for people. */
    public String meaning() {
        return meaning;
    }

    /** Whether this is an end, told by a {@code bye}, and not an error. */
    public boolean isEnd() {
        return compareTo(REPLACED) >= 0;
    }
}
