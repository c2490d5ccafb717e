package io.roomcast.room;

import io.roomcast.room.time.Strand;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Drives a share of a room's cursors, one at a time on its own strand. What is published during one pass goes out
 * together in the next. Only this strand touches its cursors; any thread may wake it.
 */
final class Pump {
    private final Strand strand;
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final List<Cursor> cursors = new ArrayList<>();
    private final Map<String, Set<Cursor>> known = new HashMap<>();

    Pump(Executor pool) {
        this.strand = new Strand(pool);
    }

    /** Returns how many cursors it drives or is about to drive. */
    int size() {
        return size.get();
    }

    /** Counts one more cursor, until that is over. */
    void expect() {
        size.incrementAndGet();
    }

    /** Adds a cursor that begins; called on its strand. */
    void add(Cursor cursor) {
        cursors.add(cursor);
        if (!cursor.reader().isEmpty()) {
            known.computeIfAbsent(cursor.reader(), id -> new LinkedHashSet<>()).add(cursor);
        }
    }

    /** Removes a cursor that is over, perhaps before it began; called once for each, on its strand. */
    void remove(Cursor cursor) {
        cursors.remove(cursor);
        known.computeIfPresent(cursor.reader(), (id, own) -> {
            own.remove(cursor);
            return own.isEmpty() ? null : own;
        });
        size.decrementAndGet();
    }

    void wake() {
        if (awake.compareAndSet(false, true)) {
            strand.execute(() -> {
                awake.set(false);
                new ArrayList<>(cursors).forEach(Cursor::advance);
            });
        }
    }

    /** Wakes the cursors of these readers alone. */
    void wake(Collection<String> readers) {
        List<String> some = List.copyOf(readers);
        strand.execute(() -> {
            for (String reader : some) {
                List.copyOf(known.getOrDefault(reader, Set.of())).forEach(Cursor::advance);
            }
        });
    }

    /** Runs an action for each cursor; a cursor may end itself meanwhile. */
    void each(Consumer<Cursor> action) {
        strand.execute(() -> new ArrayList<>(cursors).forEach(action));
    }

    void run(Runnable task) {
        strand.execute(task);
    }
}
