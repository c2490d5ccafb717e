package io.roomcast.wire;

import io.roomcast.kit.Accounts;
import io.roomcast.room.Batch;
import io.roomcast.room.Delivery;
import io.roomcast.room.log.Event;
import io.roomcast.room.refusal.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A connection into the test's hand: what is written arrives as lines, at once or when it is released. */
final class HandConnection extends SharedConnection {
    private final Ingress ingress;
    private final List<String> lines = new ArrayList<>();
    private final List<Ending> closed = new ArrayList<>();
    private Optional<Runnable> underWay = Optional.empty();
    private boolean stalled;
    private int collisions;

    HandConnection(Ingress ingress) {
        super(ingress, Accounts.account());
        this.ingress = ingress;
    }

    @Override
    protected String farewell(Ending end) {
        return ingress.lines().bye(end, "");
    }

    @Override
    protected void write(Delivery delivery, Runnable written) {
        if (delivery instanceof Batch batch) {
            for (Event event : batch.events()) {
                lines.add(event.in(JsonLines.TEXT));
            }
        } else {
            lines.add(ingress.lines().line(delivery));
        }
        out(written);
    }

    @Override
    protected void write(String text, Runnable written) {
        lines.addAll(List.of(text.split("\n", 0)));
        out(written);
    }

    @Override
    protected void close(Ending end) {
        closed.add(end);
    }

    private void out(Runnable written) {
        collisions += underWay.isPresent() ? 1 : 0;
        underWay = Optional.of(written);
        if (!stalled) {
            written();
        }
    }

    private void written() {
        Optional<Runnable> done = underWay;
        underWay = Optional.empty();
        done.ifPresent(Runnable::run);
    }

    void stall() {
        stalled = true;
    }

    void release() {
        stalled = false;
        written();
    }

    /** Finishes the write that is under way, and nothing more: the next one waits again. */
    void land() {
        stalled = true;
        written();
    }

    /** How often something was written while something else was under way. */
    int collisions() {
        return collisions;
    }

    List<Ending> closed() {
        return List.copyOf(closed);
    }

    /** The lines since the last time, which are forgotten. */
    List<String> take() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }
}
