package io.roomcast.engine.sqlite.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.engine.sqlite.OnDisk;
import io.roomcast.engine.sqlite.Sqlite;
import io.roomcast.engine.sqlite.SqliteEngine;
import io.roomcast.engine.sqlite.StoreConnection;
import io.roomcast.kit.Asked;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a backup under load")
class BackupUnderLoadTest extends OnDisk {
    private static final int TOO_MANY_STEPS = 200;

    private final AtomicBoolean enough = new AtomicBoolean();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final List<Long> copied = new ArrayList<>();
    private long slowest;

    @Test
    @DisplayName("is one snapshot, is copied once, and makes no publisher fail or wait for it")
    void underLoad() throws Exception {
        settings.events = 100_000;
        settings.bytes = 1L << 30;
        Path backup = folder.resolve("backup.db");
        try (SqliteEngine engine = open()) {
            for (int batch = 0; batch < 40; batch++) {
                sayMany(engine, "big-" + batch % 4, 100, 2000);
            }
            Thread publisher = new Thread(() -> publish(engine));
            publisher.start();
            try (StoreConnection snapshot = Snapshot.of(file())) {
                Files.createFile(backup);
                Sqlite.copy(snapshot, backup, (done, all) -> step(done, publisher));
            }
            enough.set(true);
            publisher.join();
        }
        assertEquals(copied.stream().sorted().distinct().toList(), copied, "it never began again");
        assertTrue(copied.size() > 5, copied.toString());
        assertTrue(acknowledged.get() >= copied.size());
        assertTrue(slowest < 2_000_000_000, slowest + " ns");
        try (StoreConnection snapshot = Snapshot.of(backup)) {
            assertEquals(List.of(), new Check(snapshot, line -> {}).problems());
        }
    }

    private void publish(SqliteEngine engine) {
        while (!enough.get()) {
            long begun = System.nanoTime();
            sayMany(engine, "live-" + acknowledged.get(), 1, 100);
            slowest = Math.max(slowest, System.nanoTime() - begun);
            acknowledged.incrementAndGet();
            new Asked(engine).tidy();
        }
    }

    /** Each step waits until somebody has published, unless it began again and again. */
    private void step(long done, Thread publisher) {
        copied.add(done);
        int seen = acknowledged.get();
        while (acknowledged.get() == seen && publisher.isAlive() && copied.size() < TOO_MANY_STEPS) {
            Thread.onSpinWait();
        }
    }
}
