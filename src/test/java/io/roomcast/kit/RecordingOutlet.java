package io.roomcast.kit;

import io.roomcast.room.Batch;
import io.roomcast.room.Delivery;
import io.roomcast.room.Outlet;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Position;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Remembers what it was offered. Stalled, it takes one part and is never done with it until it is released. */
public final class RecordingOutlet implements Outlet {
    private final List<Delivery> parts = new ArrayList<>();
    private final List<Position> stands = new ArrayList<>();
    private final List<Runnable> again = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Ending> endings = new ArrayList<>();
    private boolean stalled;
    private boolean busy;

    @Override
    public boolean offer(Delivery delivery, Runnable free) {
        again.add(free);
        if (busy) {
            return false;
        }
        parts.add(delivery);
        busy = true;
        if (!stalled) {
            done();
        }
        return true;
    }

    @Override
    public boolean holds(long more) {
        return true;
    }

    @Override
    public void caughtUp(Position position) {
        stands.add(position);
    }

    @Override
    public void refused(Refusal refusal) {
        refusals.add(refusal);
    }

    @Override
    public void ended(Ending ending) {
        endings.add(ending);
    }

    /** From now on what is taken is under way until the release. */
    public RecordingOutlet stall() {
        stalled = true;
        return this;
    }

    /** Ends the delivery that is under way, and stalls no more. */
    public void release() {
        stalled = false;
        done();
    }

    /** Ends the delivery that is under way, and stalls at the next. */
    public void step() {
        done();
    }

    private void done() {
        busy = false;
        List<Runnable> free = List.copyOf(again);
        again.clear();
        free.forEach(Runnable::run);
    }

    public List<Delivery> parts() {
        return List.copyOf(parts);
    }

    /** The parts of one kind, in order. */
    public <P extends Delivery> List<P> parts(Class<P> kind) {
        return parts.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public List<Event> events() {
        return parts(Batch.class).stream()
                .flatMap(batch -> batch.events().stream())
                .toList();
    }

    public List<Long> offsets() {
        return events().stream().map(Event::offset).toList();
    }

    /** The data of all events, in order. */
    public List<String> said() {
        return events().stream().map(event -> event.content().data()).toList();
    }

    public List<Delivery.Gap> gaps() {
        return parts(Delivery.Gap.class);
    }

    public Delivery.Welcome welcome() {
        return parts(Delivery.Welcome.class).get(0);
    }

    public Delivery last() {
        return parts.get(parts.size() - 1);
    }

    /** Where the reader stood when it last had everything. */
    public Optional<Position> caughtUp() {
        return stands.isEmpty() ? Optional.empty() : Optional.of(stands.get(stands.size() - 1));
    }

    public List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    public List<Ending> endings() {
        return List.copyOf(endings);
    }

    /** Forgets what came so far. */
    public void clear() {
        parts.clear();
        stands.clear();
    }
}
