package io.roomcast.simulation.log;

import io.roomcast.room.Batch;
import io.roomcast.room.Delivery;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Position;
import io.roomcast.simulation.History;
import io.roomcast.simulation.History.Entry;
import io.roomcast.simulation.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One client's way through a room, over all its connections: where it stands, and whether all that it was sent is as
 * promised: in order, once, everything that is for it or a gap that says so, and no gap without a loss. One thread.
 */
final class Course {
    private final String name;
    private final String room;
    private final String reader;
    private final boolean latest;
    private final History history;
    private final Trace trace;
    private Position position = Position.START;
    private Instant last = Instant.EPOCH;
    private long privateLoss;
    private long events;

    Course(String name, String room, String reader, boolean latest, History history, Trace trace) {
        this.name = name;
        this.room = room;
        this.reader = reader;
        this.latest = latest;
        this.history = history;
        this.trace = trace;
    }

    Position position() {
        return position;
    }

    /** How many events it was given. */
    long events() {
        return events;
    }

    /** A client begins anew at a position that it knows. */
    void beginAt(Position known) {
        position = known;
    }

    private void problem(String what, Object... details) {
        List<Object> all = new ArrayList<>(List.of(name, position));
        all.addAll(List.of(details));
        history.problem("%s at %s: " + what, all.toArray());
    }

    void arrive(Delivery delivery) {
        if (delivery instanceof Batch batch) {
            trace.note(
                    "%s is given %s events up to %s",
                    name, (long) batch.events().size(), batch.end());
            batch.events().forEach(this::arrive);
            stand(batch.end());
        } else if (delivery instanceof Delivery.Stand stand) {
            trace.note("%s stands at %s", name, stand.position());
            stand(stand.position());
        } else if (delivery instanceof Delivery.Welcome welcome) {
            trace.note("%s is welcome at %s", name, welcome.position());
            stand(welcome.position());
        } else if (delivery instanceof Delivery.Gap gap) {
            String why = gap.reason().name();
            trace.note("%s has a gap %s %s to %s, on at %s", name, why, gap.from(), gap.to(), gap.position());
            arrive(gap);
        }
    }

    private void arrive(Event event) {
        Entry entry = history.at(event.position());
        if (entry == null) {
            problem("was given %s before it was durable", event.position());
            return;
        }
        boolean same = entry.event() == event
                || (entry.event().content().equals(event.content())
                        && entry.event().from().equals(event.from()));
        if (!same) {
            problem("was given something else at %s", event.position());
        }
        if (!event.isFor(reader)) {
            problem("was given %s, which is for others", event.position());
        }
        if (event.at().isBefore(last)) {
            problem("was given %s of %s after one of %s", event.position(), event.at(), last);
        }
        last = event.at();
        events++;
        if (event.offset() <= position.offset()) {
            problem("was given %s again", event.position());
        }
        pass(event.position(), event.offset() - 1);
        position = event.position();
    }

    /** It is behind all that lies before here. */
    void stand(Position here) {
        pass(here, here.offset());
        position = here;
    }

    private void pass(Position here, long upTo) {
        if (position.equals(Position.START)) {
            position = here.at(0);
        }
        if (!here.epoch().equals(position.epoch()) || here.offset() < position.offset()) {
            problem("was taken to %s", here);
            return;
        }
        for (long offset = position.offset() + 1; offset <= upTo; offset++) {
            Entry entry = history.at(position.at(offset));
            if (entry == null) {
                problem("was taken past %s, where nothing is", offset);
            } else if (entry.event().isFor(reader) && !(entry.isTrimmed() && offset <= privateLoss)) {
                problem("was not given %s", position.at(offset));
            }
        }
    }

    private void arrive(Delivery.Gap gap) {
        history.happened(gap.onlyPrivate() ? "PRIVATE" : gap.reason().name());
        switch (gap.reason()) {
            case EPOCH -> turn(gap);
            case SKIPPED -> {
                if (!latest) {
                    problem("skips to %s", gap.position());
                }
                pass(position.at(gap.from() - 1), gap.from() - 1);
                position = gap.position();
            }
            case TRIMMED -> trim(gap);
        }
    }

    private void turn(Delivery.Gap gap) {
        if (position.equals(Position.START) && history.mayHaveBegun(room, gap.position())) {
            position = gap.position();
            return;
        }
        // It is taken past events for others without being told, so it may have stood further on.
        Position stood = position;
        while (!(history.isOver(stood) && history.mayGoOn(stood, gap.position())) && isForOthers(stood)) {
            stood = stood.at(stood.offset() + 1);
        }
        if (!history.isOver(stood)) {
            problem("is told that the epoch is over, and to go on at %s", gap.position());
        } else if (!history.mayGoOn(stood, gap.position())) {
            problem("is told to go on at %s", gap.position());
        }
        boolean fellBack = gap.position().offset() < position.offset();
        boolean another = history.isAnotherLog(stood, gap.position());
        last = fellBack || another ? Instant.EPOCH : last;
        privateLoss = another ? 0 : privateLoss;
        position = gap.position();
    }

    private boolean isForOthers(Position stood) {
        Entry next = history.at(stood.at(stood.offset() + 1));
        boolean told = next != null && next.isTrimmed() && stood.offset() < privateLoss;
        return told || (next != null && !next.event().isFor(reader));
    }

    private void trim(Delivery.Gap gap) {
        if (gap.to() < gap.from()) {
            problem("has a gap from %s to %s", gap.from(), gap.to());
        }
        pass(
                position.equals(Position.START) ? gap.position().at(gap.from() - 1) : position.at(gap.from() - 1),
                gap.from() - 1);
        if (gap.onlyPrivate()) {
            privateLoss = Math.max(privateLoss, gap.to());
            return;
        }
        for (long offset = gap.from(); offset <= gap.to(); offset++) {
            if (history.isKept(room, gap.position(), offset, reader)) {
                problem("has a gap up to %s, where %s is kept", gap.to(), offset);
                break;
            }
        }
        position = gap.position();
    }

    /** At last: whether it has everything. */
    void finish(LogExtent log) {
        Position end = log.end();
        position = position.equals(Position.START) ? end.at(0) : position;
        boolean same = end.epoch().equals(position.epoch()) && position.offset() <= end.offset();
        if (!same) {
            problem("is left behind, the log ends at %s", end);
            return;
        }
        for (long offset = position.offset() + 1; offset <= end.offset(); offset++) {
            if (history.isKept(room, end, offset, reader)) {
                problem("was never given %s, the log ends at %s", offset, end);
                return;
            }
        }
    }
}
