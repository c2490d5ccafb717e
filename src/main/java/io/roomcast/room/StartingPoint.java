package io.roomcast.room;

import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.log.StoredPage;
import java.util.Optional;

/**
 * Where a reader begins, whether it missed nothing, how far it may read, and the page that found it, if it is needed.
 */
record StartingPoint(Position position, boolean recovered, long until, Optional<StoredPage> page) {
    private StartingPoint(Position position, boolean recovered) {
        this(position, recovered, Long.MAX_VALUE, Optional.empty());
    }

    /** Returns where a reader begins, if the tail can tell. */
    static Optional<StartingPoint> in(Tail tail, Start start) {
        LogExtent extent = tail.extent();
        if (start instanceof Start.Head) {
            return Optional.of(new StartingPoint(extent.end(), false));
        }
        if (start instanceof Start.After after
                && extent.holds(after.position())
                && tail.covers(after.position().offset())) {
            Position position = born(after.position(), extent);
            return Optional.of(new StartingPoint(position, extent.isOfNewestEpoch(position)));
        }
        return Optional.empty();
    }

    /** Returns where a reader begins according to a page, which is kept if the tail does not reach back so far. */
    static StartingPoint of(Start start, StoredPage found, String reader, Tail tail) {
        LogExtent extent = found.extent();
        Position position =
                start instanceof Start.After after ? born(after.position(), extent) : extent.position(found.after());
        Optional<StoredPage> page = Optional.of(found).filter(any -> !tail.covers(position.offset()));
        if (start instanceof Start.After) {
            boolean recovered = extent.holds(position)
                    && extent.isOfNewestEpoch(position)
                    && position.offset() >= extent.oldest() - 1
                    && position.offset() >= found.lostFor(reader);
            return new StartingPoint(position, recovered, Long.MAX_VALUE, page);
        }
        long until = start instanceof Start.Last last
                ? last.before().map(extent::sharedUpTo).orElse(Long.MAX_VALUE)
                : Long.MAX_VALUE;
        return new StartingPoint(position, false, until, page);
    }

    /** Returns the position before the first event of a log that has been born since. */
    private static Position born(Position position, LogExtent extent) {
        return position.equals(Position.START) ? extent.position(0) : position;
    }
}
