package io.roomcast.engine.sqlite;

import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.log.StoredPage;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The search for where the last events for a reader begin: backwards, past those that it may not see. Each step looks at
 * a bounded part of the log, so that others can read in between, however much there is to pass over. One step at a time.
 */
final class LastSearch {
    private final Start.Last asked;
    private final String reader;
    private Position end = Position.START;
    private long at;
    private int seen;
    private boolean begun;

    LastSearch(Start.Last asked, String reader) {
        this.asked = asked;
        this.reader = reader;
    }

    /** Looks a bit further back; returns the page when its beginning is found. */
    Optional<StoredPage> next(LogPages log, int count, long bytes) throws SQLException {
        if (!begun || !log.extent().holds(end)) {
            // The first step; or the log was removed meanwhile, and this is another one.
            begun = true;
            long last = asked.before()
                    .map(log.extent()::sharedUpTo)
                    .orElse(log.extent().head());
            end = log.extent().position(last);
            at = last;
            seen = 0;
        }
        if (seen < asked.count()) {
            LogPages.Look look = log.lookBack(at, reader, asked.count() - seen);
            seen += look.seen();
            at = look.before();
            if (seen < asked.count() && !look.isAll()) {
                return Optional.empty();
            }
        }
        return Optional.of(log.page(at, end.offset(), count, bytes));
    }
}
