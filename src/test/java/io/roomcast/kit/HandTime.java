package io.roomcast.kit;

import io.roomcast.room.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A clock that moves, and alarms that ring, when the test says so. Used by one thread. */
public final class HandTime implements Time {
    private final List<Ring> rings = new ArrayList<>();
    private Instant now;

    private record Ring(Instant at, Runnable alarm) {}

    public HandTime(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public Alarm after(Duration delay, Runnable alarm) {
        Ring ring = new Ring(now.plus(delay), alarm);
        rings.add(ring);
        return () -> rings.remove(ring);
    }

    /** Moves to the next alarm that is due until then and rings it; false where there is none, and then it is that time. */
    public boolean ringNext(Instant until) {
        Optional<Ring> next =
                rings.stream().filter(ring -> !ring.at().isAfter(until)).min(Comparator.comparing(Ring::at));
        if (next.isEmpty()) {
            now = until;
            return false;
        }
        rings.remove(next.get());
        now = next.get().at().isAfter(now) ? next.get().at() : now;
        next.get().alarm().run();
        return true;
    }

    /** Sets the clock without ringing anything, as an operator would. */
    public void set(Instant other) {
        now = other;
    }

    /** How many alarms are set. */
    public int alarms() {
        return rings.size();
    }
}
