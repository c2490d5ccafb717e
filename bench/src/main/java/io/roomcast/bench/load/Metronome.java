package io.roomcast.bench.load;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** Publishes at fixed times, on a thread of its own. If it is held up, it catches up; each event has the time at which it was due. */
final class Metronome extends Thread {
    private final Publisher publisher;
    private final double perSecond;
    private final double seconds;

    private volatile boolean over;

    /** Null unless publishing failed; written before the thread ends. */
    private IOException failure;

    /** Publishes one event, unless the server has not taken the one before; returns whether it did. */
    interface Publisher {
        boolean publish(long due) throws IOException;
    }

    Metronome(Publisher publisher, double perSecond, double seconds) {
        super("metronome");
        this.publisher = publisher;
        this.perSecond = perSecond;
        this.seconds = seconds;
    }

    @Override
    public void run() {
        long begin = System.nanoTime();
        long events = Math.round(perSecond * seconds);
        try {
            for (long event = 0; event < events && !over; event++) {
                long due = begin + (long) (event * 1e9 / perSecond);
                for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                    LockSupport.parkNanos(early);
                }
                while (!over && !publisher.publish(due)) {
                    Thread.onSpinWait();
                }
            }
        } catch (IOException failed) {
            failure = failed;
        }
    }

    /** Ends it at once, even if not everything that was due is published, and throws what went wrong. */
    void end() throws IOException {
        over = true;
        try {
            join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
    }
}
