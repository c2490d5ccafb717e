package io.roomcast.engine.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.roomcast.engine.sqlite.file.StoreFiles;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the threads that read a store")
class ReadThreadsTest extends OnDisk {
    private final CountDownLatch never = new CountDownLatch(1);

    private boolean hang(StoreConnection connection) {
        try {
            never.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    @Test
    @DisplayName("refuse the reads that still wait when they are closed")
    void waiting() throws Exception {
        open().close();
        try (StoreFiles files = StoreFiles.take(file())) {
            ReadThreads reader = new ReadThreads(new Sqlite(file()), new Damage(files), Thread::new);
            reader.read(this::hang);
            reader.read(this::hang);
            CompletionStage<Boolean> waiting = reader.read(connection -> true);
            reader.close();
            Throwable why =
                    assertThrows(CompletionException.class, () -> now(waiting)).getCause();
            assertEquals(Code.UNAVAILABLE, assertInstanceOf(Refusal.class, why).code());
        }
    }
}
