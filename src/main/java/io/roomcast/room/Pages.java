package io.roomcast.room;

import io.roomcast.room.log.Engine;
import io.roomcast.room.log.Slice;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Reads a room's history in pages for cursors that lag; who wants the same page at once shares one read. Any thread. */
final class Pages {
    private final Engine engine;
    private final String room;
    private final int count;
    private final long bytes;
    private final ConcurrentMap<Long, CompletionStage<Slice>> underWay = new ConcurrentHashMap<>();

    Pages(Engine engine, String room, int count, long bytes) {
        this.engine = engine;
        this.room = room;
        this.count = count;
        this.bytes = bytes;
    }

    /** The page right after an offset. */
    CompletionStage<Slice> after(long offset) {
        CompletionStage<Slice> page = underWay.computeIfAbsent(offset, same -> engine.read(room, same, count, bytes));
        page.whenComplete((slice, failure) -> underWay.remove(offset, page));
        return page;
    }

    boolean isIdle() {
        return underWay.isEmpty();
    }
}
