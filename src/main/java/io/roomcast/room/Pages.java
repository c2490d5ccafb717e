package io.roomcast.room;

import io.roomcast.room.lane.OpenLane;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Slice;
import io.roomcast.room.log.Start;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Reads a room's history in pages for cursors that lag; who wants the same page at once shares one read. Any thread. */
final class Pages {
    private final OpenLane lane;
    private final String room;
    private final int count;
    private final long bytes;
    private final ConcurrentMap<Long, CompletionStage<Slice>> underWay = new ConcurrentHashMap<>();

    Pages(OpenLane lane, String room, int count, long bytes) {
        this.lane = lane;
        this.room = room;
        this.count = count;
        this.bytes = bytes;
    }

    /** The page right after a position. */
    CompletionStage<Slice> after(Position position) {
        CompletionStage<Slice> page =
                underWay.computeIfAbsent(position.offset(), same -> from(new Start.After(position), ""));
        page.whenComplete((slice, failure) -> underWay.remove(position.offset(), page));
        return page;
    }

    /** The page with which a reader begins who asked for this. */
    CompletionStage<Slice> from(Start start, String reader) {
        return lane.read(room, start, reader, count, bytes);
    }

    boolean isIdle() {
        return underWay.isEmpty();
    }
}
