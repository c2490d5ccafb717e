package io.roomcast.room;

import io.roomcast.room.log.Event;
import io.roomcast.room.time.Time;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** All cursors of one room, spread over pumps: one for a small room, several for a big one. Any thread. */
final class Readers {
    private static final int READERS_PER_PUMP = 250;

    /** How many milliseconds there may be between two polls. */
    private static final long ABSENCE = 30_000;

    private final Executor pool;
    private final int most;
    private final List<Pump> pumps = new CopyOnWriteArrayList<>();
    private final AtomicInteger removals = new AtomicInteger();
    private final Time time;
    private volatile long lastRead;

    Readers(Executor pool, int most, Time time) {
        this.pool = pool;
        this.most = most;
        this.time = time;
        this.lastRead = -ABSENCE;
    }

    /**
     * Returns the pump for one more reader. It counts even before the room is open, so that waiting readers are spread.
     */
    synchronized Pump pump() {
        lastRead = time.elapsed();
        Pump pump = pumps.stream()
                .filter(one -> one.size() < READERS_PER_PUMP)
                .findFirst()
                .or(() -> pumps.size() < most ? Optional.of(another()) : Optional.empty())
                .orElseGet(() ->
                        pumps.stream().min(Comparator.comparingInt(Pump::size)).orElseThrow());
        pump.expect();
        return pump;
    }

    private Pump another() {
        Pump fresh = new Pump(pool);
        pumps.add(fresh);
        return fresh;
    }

    /**
     * Lets nobody begin a delivery while the room is being removed: whoever sees the empty log first would tell a loss,
     * where its reader is to be told the end.
     */
    void hold() {
        removals.incrementAndGet();
    }

    void goOn() {
        if (removals.decrementAndGet() == 0) {
            wake();
        }
    }

    boolean areHeld() {
        return removals.get() > 0;
    }

    void wake() {
        pumps.forEach(Pump::wake);
    }

    /** Wakes the readers that may see these events; a private event wakes only its recipients and its sender. */
    void wake(List<Event> events) {
        TreeSet<String> some = new TreeSet<>();
        for (Event event : events) {
            if (!event.content().isPrivate()) {
                wake();
                return;
            }
            some.addAll(event.content().to());
            some.add(event.from().id());
        }
        wake(some);
    }

    void wake(Collection<String> readers) {
        pumps.forEach(pump -> pump.wake(readers));
    }

    void each(Consumer<Cursor> action) {
        pumps.forEach(pump -> pump.each(action));
    }

    /** Whether nobody has read for so long that nobody is about to. Asked again and again. */
    boolean areAway() {
        long now = time.elapsed();
        if (count() > 0) {
            lastRead = now;
        }
        return now - lastRead > ABSENCE;
    }

    /** Checks the readers that have begun; a room without readers costs nothing. */
    void tick(long now) {
        for (Pump pump : pumps) {
            if (pump.size() > 0) {
                pump.each(cursor -> cursor.tick(now));
            }
        }
    }

    /** Returns how many read, or wait to begin. */
    int count() {
        return pumps.stream().mapToInt(Pump::size).sum();
    }
}
