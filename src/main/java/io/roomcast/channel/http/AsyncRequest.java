package io.roomcast.channel.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lock around a request, its response and its streams. The container reuses these objects as soon as the request is
 * over, so they are used under this lock and never afterwards. No use may block: this is the only lock that is held
 * during a write.
 */
final class AsyncRequest {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Duration patience;
    private volatile boolean returned;

    /** An action on the container's objects. */
    @FunctionalInterface
    interface Use {
        void run() throws IOException;
    }

    AsyncRequest() {
        this(PATIENCE);
    }

    /** @param patience how long the container waits at most for a use under way */
    AsyncRequest(Duration patience) {
        this.patience = patience;
    }

    /** Runs the action, unless the request is over. Returns whether it ran. */
    boolean use(Use use) throws IOException {
        lock.lock();
        try {
            if (returned) {
                return false;
            }
            use.run();
            return true;
        } finally {
            lock.unlock();
        }
    }

    boolean isReturned() {
        return returned;
    }

    /** Runs the last action, once. No other use follows. */
    void end(Runnable last) {
        lock.lock();
        try {
            if (!returned) {
                returned = true;
                last.run();
                ended.countDown();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends all use because the container takes its objects back. It calls this under a lock of its own, for which a use
     * under way may be waiting. So this waits only briefly for the use; after that the container refuses it.
     */
    void takeBack() {
        returned = true;
        ended.countDown();
        try {
            if (lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits briefly for another thread to end the request. Returns whether it has ended. */
    boolean awaitEnd() {
        try {
            return ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
