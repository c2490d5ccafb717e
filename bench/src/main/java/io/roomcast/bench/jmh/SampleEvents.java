package io.roomcast.bench.jmh;

import io.roomcast.room.log.Content;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** Events of 100 characters, as the other scenarios publish them. Stateless. */
final class SampleEvents {
    static final Content CONTENT = Content.of("message", '"' + "x".repeat(98) + '"');
    private static final Member ANN = new Member("V8c0abcdefghijklmnop", "ann");
    private static final Instant AT = Instant.parse("2026-11-20T10:15:30.123Z");

    private SampleEvents() {}

    /** Returns an event that was not encoded yet. */
    static Event event(long offset) {
        return new Event("lobby", new Position("kX3vabcd", offset), AT, ANN, CONTENT);
    }

    static List<Event> events(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(SampleEvents::event).toList();
    }
}
