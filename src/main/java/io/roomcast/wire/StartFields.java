package io.roomcast.wire;

import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Collects where a reader starts, from a URL or a {@code join}. One thread. */
final class StartFields {
    private Position after; // these are null if they are not given
    private Integer last;
    private Position before;
    private Instant since;

    void after(Position position) {
        after = position;
    }

    void last(int count) {
        last = count;
    }

    void before(Position position) {
        before = position;
    }

    void since(Instant instant) {
        since = instant;
    }

    /** Returns where the reader starts: at the head if nothing is given. */
    Start start() {
        long given = Stream.of(after, last, since).filter(Objects::nonNull).count();
        if (given > 1 || (before != null && last == null)) {
            throw new Refusal(Code.BAD_COMMAND, "give only one of after, last, since; before needs last");
        }
        if (after != null) {
            return new Start.After(after);
        }
        if (since != null) {
            return new Start.Since(since);
        }
        return last == null ? new Start.Head() : new Start.Last(last, Optional.ofNullable(before));
    }
}
