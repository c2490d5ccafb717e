package io.roomcast.kills;

import io.roomcast.kit.socket.RawSocket;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits that end: on a condition, or with a sentence. */
final class Patience {
    private static final long LOOK = 5_000_000;
    private static final long A_MOMENT = 20_000_000;

    private Patience() {}

    /** Fails with the sentence when it has not become true in time. */
    static void until(BooleanSupplier condition, int seconds, String sentence) throws TimeoutException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new TimeoutException(sentence + " within " + seconds + " s");
            }
            LockSupport.parkNanos(LOOK);
        }
    }

    /** Before somebody tries again. */
    static void aMoment() {
        LockSupport.parkNanos(A_MOMENT);
    }

    /** Whether somebody listens there: a look that costs next to nothing, before one that does. */
    static boolean isOpen(URI server) {
        try (RawSocket door = new RawSocket(server)) {
            return !door.isOver();
        } catch (UncheckedIOException nobody) {
            return false;
        }
    }

    static void millis(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
