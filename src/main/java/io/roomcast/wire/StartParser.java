package io.roomcast.wire;

import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads the words by which a reader says where it begins, in a URL as in a {@code join}. Any thread. */
public final class StartParser {
    private StartParser() {}

    /** Where a reader begins who gave one of these, or none of them: then at the head. */
    public static Start start(
            Optional<Position> after, Optional<Integer> last, Optional<Position> before, Optional<Instant> since) {
        long given =
                after.stream().count() + last.stream().count() + since.stream().count();
        if (given > 1 || (before.isPresent() && last.isEmpty())) {
            throw new Refusal(Code.BAD_COMMAND, "give one of after, last, since; before goes with last");
        }
        if (after.isPresent()) {
            return new Start.After(after.get());
        }
        if (since.isPresent()) {
            return new Start.Since(since.get());
        }
        return last.isPresent() ? new Start.Last(last.get(), before) : new Start.Head();
    }

    /** Whether a reader may jump over what it is too late for. */
    public static boolean latest(String lag) {
        return switch (lag) {
            case "latest" -> true;
            case "all" -> false;
            default -> throw new Refusal(Code.BAD_COMMAND, "lag is all or latest");
        };
    }

    /** A number of things, from 0 on; one that is beyond all bounds is as large as can be. */
    public static int count(String name, String text) {
        return (int) Math.min(Integer.MAX_VALUE, number(name, text));
    }

    /** A whole number from 0 on. */
    static long number(String name, String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new Refusal(Code.BAD_COMMAND, name + " is a whole number from 0 on");
        }
        return Long.parseLong(text);
    }

    /** An instant, in UTC or with an offset. */
    public static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException wrong) {
            throw new Refusal(Code.BAD_COMMAND, "since is an instant such as 2026-11-20T10:15:30Z");
        }
    }
}
