package io.roomcast.container;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.roomcast.kit.RealTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the threads for programs")
class ProgramPoolTest {
    private static final int COUNT = 2;

    private final RealTime time = new RealTime();
    private final ProgramPool pool =
            new ProgramPool(COUNT, Threads.named("test-program-"), time, Duration.ofMillis(50));
    private final CompletableFuture<Void> never = new CompletableFuture<>();

    @AfterEach
    void end() {
        never.complete(null);
        pool.shutdownNow();
        time.close();
    }

    private void hang(int programs) {
        for (int program = 0; program < programs; program++) {
            // Unlike get() it does not heed an interrupt.
            pool.execute(never::join);
        }
    }

    private void runs() {
        CompletableFuture<Void> ran = new CompletableFuture<>();
        pool.execute(() -> ran.complete(null));
        await().until(ran::isDone);
    }

    @Test
    @DisplayName("are replaced when all of them hang, so that another program runs")
    void replaced() {
        hang(COUNT);
        runs();
        assertFalse(pool.isStuck());
    }

    @Test
    @DisplayName("are replaced only as often as there are threads; then the pool is stuck until one ends")
    void bounded() {
        hang(3 * COUNT);
        await().until(pool::isStuck);
        assertEquals(2 * COUNT, pool.getPoolSize());
        never.complete(null);
        await().until(() -> !pool.isStuck());
        runs();
    }

    @Test
    @DisplayName("are as many as before once those that hung have ended")
    void asManyAgain() {
        hang(COUNT);
        runs();
        never.complete(null);
        await().until(() -> pool.getMaximumPoolSize() == COUNT);
        runs();
    }
}
