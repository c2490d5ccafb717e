package io.roomcast.channel.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** An async request belongs to the container again when it is over; nobody touches it afterwards. */
class AsyncRequestTest {
    private final AsyncRequest async = new AsyncRequest();

    @Test
    void what_was_taken_back_nobody_touches() throws Exception {
        assertTrue(async.use(() -> {}));
        async.takeBack();
        assertFalse(async.use(() -> fail("it is the next one's")));
        async.end(() -> fail("it is the next one's"));
    }

    @Test
    void a_container_that_takes_back_and_a_user_that_waits_for_it_do_not_wait_for_each_other() throws Exception {
        CountDownLatch used = new CountDownLatch(1);
        CountDownLatch takenBack = new CountDownLatch(1);
        CompletableFuture<Boolean> user = CompletableFuture.supplyAsync(() -> {
            try {
                return async.use(() -> {
                    used.countDown();
                    awaits(takenBack);
                    async.end(() -> fail("the container was faster"));
                });
            } catch (IOException never) {
                return false;
            }
        });
        awaits(used);
        CompletableFuture.runAsync(async::takeBack).get(5, TimeUnit.SECONDS);
        takenBack.countDown();
        assertTrue(user.get(5, TimeUnit.SECONDS));
    }

    @Test
    void who_is_about_to_end_it_is_awaited() throws Exception {
        AsyncRequest patient = new AsyncRequest(Duration.ofMinutes(1));
        CompletableFuture<Boolean> container = CompletableFuture.supplyAsync(() -> {
            patient.awaitEnd();
            return patient.isReturned();
        });
        assertTrue(patient.use(() -> assertFalse(container.isDone())));
        patient.end(() -> {});
        assertTrue(container.get(5, TimeUnit.SECONDS));
    }

    @Test
    void nobody_is_awaited_for_longer_than_a_moment() throws Exception {
        AsyncRequest hasty = new AsyncRequest(Duration.ofMillis(1));
        hasty.awaitEnd();
        assertFalse(hasty.isReturned());
        assertTrue(hasty.use(() -> CompletableFuture.runAsync(hasty::awaitEnd).join()));
    }

    private static void awaits(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
