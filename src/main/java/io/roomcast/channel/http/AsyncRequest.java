package io.roomcast.channel.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a container lends for one request: the request, its response and its streams. As soon as the request is over the
 * container gives them to the next one, so whoever touches them does it under this lock, and nobody does afterwards. What
 * is done under it never blocks: it is the one place where a lock is held while bytes are handed over.
 */
final class AsyncRequest {
    private static final Duration MOMENT = Duration.ofMillis(500);

    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Duration moment;
    private volatile boolean returned;

    /** Something done with what was lent. */
    @FunctionalInterface
    interface Use {
        void run() throws IOException;
    }

    AsyncRequest() {
        this(MOMENT);
    }

    /** @param moment how long a container waits at most for one who uses the loan */
    AsyncRequest(Duration moment) {
        this.moment = moment;
    }

    /** Does it, unless the loan is over; says whether it was done. */
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

    /** Does a last thing, if nobody did before; afterwards nothing is touched any more. */
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
     * The container takes it back, under a lock of its own: whoever uses the loan just now may be waiting for that very lock,
     * so the use is awaited for a moment only. Then the container refuses it.
     */
    void takeBack() {
        returned = true;
        ended.countDown();
        try {
            if (lock.tryLock(moment.toMillis(), TimeUnit.MILLISECONDS)) {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits a moment for the end, which another thread may be about to bring; says whether it came. */
    boolean awaitEnd() {
        try {
            return ended.await(moment.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
