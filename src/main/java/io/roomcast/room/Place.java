package io.roomcast.room;

import io.roomcast.room.log.Position;
import io.roomcast.room.log.Slice;
import io.roomcast.room.log.Span;
import io.roomcast.room.log.Start;
import java.util.Optional;

/**
 * Where a reader begins, whether it has missed nothing since it was last here, how far it may read, and the page that was
 * read to find it, if that is needed.
 */
record Place(Position position, boolean recovered, long until, Optional<Slice> page) {
    private Place(Position position, boolean recovered) {
        this(position, recovered, Long.MAX_VALUE, Optional.empty());
    }

    /** Where a reader begins, if the tail tells. */
    static Optional<Place> in(Tail tail, Start start) {
        Span span = tail.span();
        if (start instanceof Start.Head) {
            return Optional.of(new Place(span.end(), false));
        }
        if (start instanceof Start.After after
                && span.holds(after.position())
                && tail.covers(after.position().offset())) {
            Position position = born(after.position(), span);
            return Optional.of(new Place(position, span.isOfNewestEpoch(position)));
        }
        return Optional.empty();
    }

    /** Where a reader begins by what was read for it; the page is kept where the tail does not reach back so far. */
    static Place of(Start start, Slice found, String reader, Tail tail) {
        Span span = found.span();
        Position position =
                start instanceof Start.After after ? born(after.position(), span) : span.position(found.after());
        Optional<Slice> page = Optional.of(found).filter(any -> !tail.covers(position.offset()));
        if (start instanceof Start.After) {
            boolean recovered = span.holds(position)
                    && span.isOfNewestEpoch(position)
                    && position.offset() >= span.oldest() - 1
                    && position.offset() >= found.lostFor(reader);
            return new Place(position, recovered, Long.MAX_VALUE, page);
        }
        long until = start instanceof Start.Last last
                ? last.before().map(span::sharedUpTo).orElse(Long.MAX_VALUE)
                : Long.MAX_VALUE;
        return new Place(position, false, until, page);
    }

    /** Before the first event of a log that has been born there is a position of its own. */
    private static Position born(Position position, Span span) {
        return position.equals(Position.START) ? span.position(0) : position;
    }
}
