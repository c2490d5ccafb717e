package io.roomcast.room;

import io.roomcast.room.lane.OpenLane;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.log.StoredPage;
import io.roomcast.room.time.Time;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Reads a room's history in pages for cursors that lag; who wants the same page at once shares one read. Any thread. */
final class Pages {
    private final OpenLane lane;
    private final Time time;
    private final String room;
    private final Tail tail;
    private final int count;
    private final long bytes;
    private final ConcurrentMap<Long, Read> underWay = new ConcurrentHashMap<>();

    /**
     * A page that is read.
     *
     * @param asked the tail's changes, and {@code sent} the time, before it was asked for: what it says may be so old
     */
    record Read(CompletionStage<StoredPage> page, long asked, long sent) {}

    Pages(OpenLane lane, Time time, String room, Tail tail, int count, long bytes) {
        this.lane = lane;
        this.time = time;
        this.room = room;
        this.tail = tail;
        this.count = count;
        this.bytes = bytes;
    }

    /** The page right after a position. */
    Read after(Position position) {
        Read read = underWay.computeIfAbsent(position.offset(), same -> from(new Start.After(position), ""));
        read.page().whenComplete((slice, failure) -> underWay.remove(position.offset(), read));
        return read;
    }

    /** The page with which a reader begins who asked for this. */
    Read from(Start start, String reader) {
        long asked = tail.changes();
        long sent = time.elapsed();
        return new Read(lane.read(room, start, reader, count, bytes), asked, sent);
    }

    boolean isIdle() {
        return underWay.isEmpty();
    }
}
