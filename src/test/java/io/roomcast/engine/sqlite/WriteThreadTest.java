package io.roomcast.engine.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roomcast.engine.sqlite.file.StoreFiles;
import io.roomcast.engine.sqlite.session.StoredSessions;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the thread that writes to a store")
class WriteThreadTest extends OnDisk {
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Lasts until the thread is closed, and then still uses its connection. */
    private long last(StoreConnection connection) throws SQLException {
        boolean isClosed = false;
        while (!isClosed) {
            try {
                closed.await();
                isClosed = true;
            } catch (InterruptedException notYet) {
                // Closing interrupts the job, which still has something to read.
            }
        }
        return StoreProperty.RUN.in(connection);
    }

    @Test
    @DisplayName("refuses the jobs that still wait when it is closed, and leaves its connection to the one under way")
    void waiting() throws Exception {
        open().close();
        try (StoreFiles files = StoreFiles.take(file())) {
            StoreRules rules = new StoreRules(
                    settings.retention(), time, () -> "epoch", 0, 1, new StoredSessions(settings.idLife, time));
            WriteThread writer = new WriteThread(
                    new Sqlite(file()),
                    files.mark("name"),
                    new Damage(files),
                    0,
                    Thread::new,
                    new Logs(rules, new MemberTable(settings.retention())));
            CompletionStage<Long> underWay = writer.read(this::last);
            CompletionStage<Boolean> waiting = writer.write(connection -> true);
            writer.close();
            Throwable why =
                    assertThrows(CompletionException.class, () -> now(waiting)).getCause();
            assertEquals(Code.UNAVAILABLE, assertInstanceOf(Refusal.class, why).code());
            closed.countDown();
            assertEquals(1, now(underWay));
        }
    }
}
