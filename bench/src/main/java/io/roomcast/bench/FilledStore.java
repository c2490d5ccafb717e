package io.roomcast.bench;

import io.roomcast.engine.sqlite.SqliteEngine;
import io.roomcast.engine.sqlite.Store;
import io.roomcast.room.engine.Lane;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Retention;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Fills a store, so that backups and checks of it can be timed: FILE, events, rooms, and characters of each event. */
public final class FilledStore {
    private static final int GROUP = 1000;

    private FilledStore() {}

    public static void main(String[] given) throws Exception {
        Program.run(() -> {
            if (given.length != 4) {
                throw new IllegalArgumentException("expected FILE EVENTS ROOMS CHARACTERS");
            }
            long begun = System.nanoTime();
            int events = Integer.parseInt(given[1]);
            fill(Path.of(given[0]), events, Integer.parseInt(given[2]), Integer.parseInt(given[3]));
            System.out.println(events + " events in " + (System.nanoTime() - begun) / 1_000_000 + " ms");
        });
    }

    /** Writes so many events to so many rooms, {@code room-0} and those after it. */
    public static void fill(Path file, int events, int rooms, int characters) throws Exception {
        Content content = Content.of("message", '"' + "x".repeat(characters - 2) + '"');
        Retention retention = Retention.with(kept -> {
            kept.events = events;
            kept.bytes = 1L << 40;
            kept.storeBytes = 1L << 40;
            kept.ids = 256;
        });
        Member member = new Member("somebody", "somebody");
        try (SqliteEngine engine =
                new SqliteEngine(Store.open(file, retention, Instant::now, new SecureRandom(), Thread::new))) {
            Lane lane = engine.lanes().get(0);
            for (int done = 0; done < events; done += GROUP) {
                int from = done;
                List<Draft> drafts = IntStream.range(from, Math.min(events, from + GROUP))
                        .mapToObj(number -> new Draft("room-" + number % rooms, member, "", List.of(content)))
                        .toList();
                lane.log().append(drafts, Lease.ENDLESS).toCompletableFuture().join();
                lane.tidy().toCompletableFuture().join();
            }
        }
    }
}
