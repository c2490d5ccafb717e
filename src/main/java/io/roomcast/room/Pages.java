package io.roomcast.room;

import io.roomcast.room.lane.OpenLane;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Start;
import io.roomcast.room.log.StoredPage;
import io.roomcast.room.time.Time;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Reads history in pages for cursors that lag. Concurrent readers of the same page share one read. Any thread. */
final class Pages {
    private final OpenLane lane;
    private final Time time;
    private final String room;
    private final Tail tail;
    private final int count;
    private final long bytes;
    private final ConcurrentMap<Long, Read> underWay = new ConcurrentHashMap<>();

    /**
     * A page that is being read.
     *
     * @param asked the tail's changes before the read: the page may be as old as that
     * @param sent the time before the read
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

    Read after(Position position) {
        Read read = underWay.computeIfAbsent(position.offset(), same -> from(new Start.After(position), ""));
        read.page().whenComplete((stored, failure) -> underWay.remove(position.offset(), read));
        return read;
    }

    /** Reads the first page for a reader that asked to start here. */
    Read from(Start start, String reader) {
        long asked = tail.changes();
        long sent = time.elapsed();
        return new Read(lane.read(room, start, reader, count, bytes), asked, sent);
    }

    boolean isIdle() {
        return underWay.isEmpty();
    }
}
