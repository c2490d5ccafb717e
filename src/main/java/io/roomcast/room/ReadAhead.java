package io.roomcast.room;

import io.roomcast.room.log.Position;
import io.roomcast.room.log.StoredPage;
import java.util.concurrent.CompletionStage;

/** The next page of one quick reader, asked for before it is needed. Touched on the pump's strand alone. */
final class ReadAhead {
    /** How many milliseconds a page that was read ahead may be used. */
    private static final long FRESH = 1000;

    private final Room room;
    private Asked ahead; // null while no page is read ahead

    private record Asked(Position from, CompletionStage<StoredPage> page, long at) {}

    ReadAhead(Room room) {
        this.room = room;
    }

    void begin(Position from) {
        ahead = new Asked(from, room.log().page(from), room.time().elapsed());
    }

    /** Returns the page from here: the one that was read ahead, if it is this one and fresh. */
    CompletionStage<StoredPage> page(Position from) {
        tick(room.time().elapsed());
        Asked read = ahead;
        ahead = null;
        return read != null && read.from().equals(from)
                ? read.page()
                : room.log().page(from);
    }

    /** Drops a page that waited too long. */
    void tick(long now) {
        if (ahead != null && now - ahead.at() > FRESH) {
            ahead = null;
        }
    }
}
