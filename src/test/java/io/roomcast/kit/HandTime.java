package io.roomcast.kit;

import io.roomcast.room.time.Time;
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
    private Duration elapsed = Duration.ZERO;

    private record Ring(Duration at, Runnable alarm) {}

    public HandTime(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public Alarm after(Duration delay, Runnable alarm) {
        Ring ring = new Ring(elapsed.plus(delay), alarm);
        rings.add(ring);
        return () -> rings.remove(ring);
    }

    @Override
    public long elapsed() {
        return elapsed.toMillis();
    }

    /** Moves to the next alarm that is due until then and rings it; false where there is none, and then it is that time. */
    public boolean ringNext(Duration until) {
        Optional<Ring> next =
                rings.stream().filter(ring -> ring.at().compareTo(until) <= 0).min(Comparator.comparing(Ring::at));
        if (next.isEmpty()) {
            moveTo(until);
            return false;
        }
        rings.remove(next.get());
        moveTo(next.get().at());
        next.get().alarm().run();
        return true;
    }

    /** The moment so long from now, for {@link #ringNext}. */
    public Duration in(Duration duration) {
        return elapsed.plus(duration);
    }

    private void moveTo(Duration then) {
        if (then.compareTo(elapsed) > 0) {
            now = now.plus(then.minus(elapsed));
            elapsed = then;
        }
    }

    /** Sets the clock on the wall, as an operator would; no time passes by that. */
    public void set(Instant other) {
        now = other;
    }

    /** Time passes while nobody does anything: what became due meanwhile rings late. */
    public void stand(Duration duration) {
        moveTo(elapsed.plus(duration));
    }

    /** How many alarms are set. */
    public int alarms() {
        return rings.size();
    }
}
