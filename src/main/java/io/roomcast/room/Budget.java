package io.roomcast.room;

import java.util.concurrent.atomic.AtomicLong;

/** A number of bytes that many share. Any thread may take from it and give back. */
final class Budget {
    private final AtomicLong left;

    Budget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    boolean take(long bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        left.addAndGet(bytes);
        return false;
    }

    void give(long bytes) {
        left.addAndGet(bytes);
    }

    long left() {
        return left.get();
    }
}
