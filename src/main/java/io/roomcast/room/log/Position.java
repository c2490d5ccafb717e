package io.roomcast.room.log;

import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A point between two events of a log: {@code epoch:offset}, where {@code offset} is the last event behind the reader.
 * A reader at {@code e:41} has everything up to 41 and is sent 42 next. {@code 0:0} is before the first event of any
 * log.
 */
public record Position(String epoch, long offset) {
    /** The epoch of a log without a first event; no log ever gets this name. */
    public static final String UNBORN = "0";

    /** The position before the first event of any log. */
    public static final Position START = new Position(UNBORN, 0);

    private static final Pattern SHAPE = Pattern.compile("([A-Za-z0-9_-]{1,32}):([0-9]{1,16})");

    /** Parses a position as a client wrote it. */
    public static Position parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new Refusal(Code.BAD_POSITION, "a position looks like epoch:offset, for example 0:0");
        }
        return new Position(matcher.group(1), Long.parseLong(matcher.group(2)));
    }

    public Position at(long other) {
        return new Position(epoch, other);
    }

    @Override
    public String toString() {
        return epoch + ":" + offset;
    }
}
