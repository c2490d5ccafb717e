package io.roomcast.simulation;

import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Position;
import io.roomcast.simulation.SimLog.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that was ever durable in any log, with what became of it: the truth that every reader and every answer is held
 * against. Collects what is wrong. One thread.
 */
public final class History {
    private final Map<Position, Entry> entries = new HashMap<>();
    private final Map<String, Life> lives = new HashMap<>();
    private final Map<String, Integer> removals = new HashMap<>();
    private final IdentityHashMap<Content, Attempt> attempts = new IdentityHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, List<Told>> told = new HashMap<>();
    private final Map<String, Integer> happened = new TreeMap<>();
    private final Trace trace;

    /** Something that is not as promised: what kind of thing, and all about it. */
    public record Problem(String kind, String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    /** One event that was durable, and whether it still is. */
    public static final class Entry {
        private final Event event;
        private final String id;
        private boolean trimmed;
        private boolean lost;

        Entry(Event event, String id) {
            this.event = event;
            this.id = id;
        }

        public Event event() {
            return event;
        }

        public boolean isTrimmed() {
            return trimmed;
        }
    }

    /** The acknowledgements, and when they came. */
    private record Told(long when, Position at) {}

    /** A client's sending of a draft, the first or a repeat. */
    public static final class Attempt {
        private boolean refused;
        private boolean written;
    }

    public History(Trace trace) {
        this.trace = trace;
    }

    /** Something that a run must show, or it shows nothing. */
    public void happened(String what) {
        happened.merge(what, 1, Integer::sum);
    }

    /** The counts of everything that happened. */
    public Map<String, Integer> happened() {
        return happened;
    }

    public Trace trace() {
        return trace;
    }

    public void problem(String what, Object... details) {
        String text = Trace.said(what, details);
        trace.note("PROBLEM %s", text);
        problems.add(new Problem(what, text));
    }

    public List<Problem> problems() {
        return problems;
    }

    /** From now on this content stands for this one sending. */
    public Attempt attempt(Draft draft) {
        Attempt attempt = new Attempt();
        attempts.put(draft.contents().get(0), attempt);
        return attempt;
    }

    /** A sending was refused for certain. */
    public void refused(Attempt attempt, String id) {
        attempt.refused = true;
        if (attempt.written) {
            problem("%s was refused and is in the log", id);
        }
    }

    public void written(Write write, SimLog log) {
        Draft draft = write.draft();
        log.landed(draft)
                .ifPresent(before -> problem("%s is in the log twice, at %s and %s", draft.id(), before, write.at()));
        Attempt attempt = attempts.get(draft.contents().get(0));
        attempt.written = true;
        if (attempt.refused) {
            problem("%s was refused and got into the log later", draft.id());
        }
        for (Event event : write.events()) {
            trace.note("written %s %s %s", event.position(), event.room(), draft.id());
            live(event, log.extent());
            if (entries.put(event.position(), new Entry(event, draft.id())) != null) {
                problem("two events have been at %s", event.position());
            }
        }
    }

    private void live(Event event, LogExtent before) {
        Life life = lives.get(event.position().epoch());
        if (life == null) {
            life = new Life(event.room(), removals.getOrDefault(event.room(), 0), event.offset() - 1);
            lives.put(event.position().epoch(), life);
            if (before.isBorn()) {
                lives.get(before.end().epoch()).ends.add(event.offset() - 1);
            }
        }
        life.last = event.offset();
    }

    public void trimmed(List<Event> gone) {
        gone.forEach(event -> entries.get(event.position()).trimmed = true);
    }

    public void removed(String room, LogExtent extent) {
        trace.note("removed %s", room);
        extent.epochs().forEach(epoch -> lives.get(epoch.name()).removed = true);
        happened("REMOVED");
        removals.merge(room, 1, Integer::sum);
    }

    /** A replica took over that knew less. */
    public void lost(LogExtent before, LogExtent after) {
        for (int index = 0; index < before.epochs().size(); index++) {
            LogExtent.Epoch epoch = before.epochs().get(index);
            boolean survives = after.epochs().size() > index;
            boolean isNewest = after.epochs().size() == index + 1;
            long end = !survives
                    ? -1
                    : isNewest ? after.head() : after.epochs().get(index + 1).after();
            Life life = lives.get(epoch.name());
            if (end < life.last) {
                lose(epoch.name(), life, end);
            }
        }
    }

    private void lose(String epoch, Life life, long end) {
        trace.note("lost %s behind %s", epoch, end);
        happened("LOST");
        for (long offset = Math.max(end, life.after) + 1; offset <= life.last; offset++) {
            Entry entry = entries.get(new Position(epoch, offset));
            if (entry != null) {
                entry.lost = true;
            }
        }
        life.lostBeyond = Math.min(life.lostBeyond, end);
        life.ends.add(end);
        life.last = end;
    }

    /** The event at a position, or null. */
    public Entry at(Position position) {
        return entries.get(position);
    }

    /** A publish was answered that it lies here. */
    public void acknowledged(String id, Position at) {
        trace.note("acknowledged %s at %s", id, at);
        Entry entry = at(at);
        if (entry != null) {
            told.computeIfAbsent(entry.event.room(), room -> new ArrayList<>()).add(new Told(trace.now(), at));
        }
        if (entry == null || !entry.id.equals(id)) {
            problem("%s was acknowledged at %s where %s is", id, at, entry == null ? "nothing" : entry.id);
        }
    }

    /** The last that was acknowledged in a room up to then, or before its first event. */
    public Position acknowledgedUntil(String room, long then) {
        List<Told> all = told.getOrDefault(room, List.of());
        for (int index = all.size() - 1; index >= 0; index--) {
            if (all.get(index).when() <= then) {
                return all.get(index).at();
            }
        }
        return Position.START;
    }

    /** Whether a reader that stands there may be told that its epoch is over. */
    public boolean isOver(Position position) {
        Life life = lives.get(position.epoch());
        return life != null
                && (life.removed || position.offset() > life.lostBeyond || life.ends.contains(position.offset()));
    }

    /** Whether what is at this position is gone for reasons that nobody's read could help. */
    public boolean isGone(Position position) {
        Life life = lives.get(position.epoch());
        return life.removed || position.offset() > life.lostBeyond;
    }

    /** Whether a reader whose epoch is over at {@code from} may go on at {@code on} without missing anything kept. */
    public boolean mayGoOn(Position from, Position on) {
        Life old = lives.get(from.epoch());
        if (on.equals(Position.START)) {
            return old.removed || old.isWhollyLost();
        }
        Life next = lives.get(on.epoch());
        if (next == null) {
            return false;
        }
        if (next.log != old.log || old.isWhollyLost()) {
            return nothingIsKeptUpTo(on);
        }
        return old.ends.contains(on.offset())
                && (next == old ? on.offset() < from.offset() : next.after == on.offset());
    }

    /** Whether a reader before the first event may have been in an epoch that is over since, and may go on here. */
    public boolean mayHaveBegun(String room, Position on) {
        return lives.entrySet().stream()
                .filter(entry -> entry.getValue().room.equals(room))
                .map(entry -> new Position(entry.getKey(), entry.getValue().after))
                .anyMatch(begun -> begun.offset() <= on.offset() && (on.offset() == 0 || mayGoOn(begun, on)));
    }

    /** Whether what a reader finds there has nothing to do with where it stood. */
    public boolean isAnotherLog(Position from, Position on) {
        Life old = lives.get(from.epoch());
        Life next = lives.get(on.epoch());
        return old == null || next == null || old.isWhollyLost() || old.log != next.log;
    }

    private boolean nothingIsKeptUpTo(Position on) {
        Entry entry = entries.get(on);
        return on.offset() == 0 || entry == null || entry.trimmed;
    }

    /** Whether whoever stands here has what was acknowledged there. */
    public boolean isBehind(Position stands, Position acknowledged) {
        if (stands.epoch().equals(acknowledged.epoch())) {
            return stands.offset() >= acknowledged.offset();
        }
        Life life = lives.get(stands.epoch());
        return life != null && life.log == lives.get(acknowledged.epoch()).log && life.after >= acknowledged.offset();
    }

    /** A server said that there is nothing more than up to here, although this was acknowledged a heartbeat before. */
    public void mustBeBehind(Position stands, Position acknowledged) {
        boolean counts = !acknowledged.equals(Position.START) && !isGone(acknowledged);
        if (counts && !isBehind(stands, acknowledged)) {
            problem("nothing is said to lie behind %s, long after %s was acknowledged", stands, acknowledged);
        }
    }

    /** Whether any event at this offset, of the same log as the position, is kept for this reader. */
    public boolean isKept(String room, Position position, long offset, String reader) {
        Life here = lives.get(position.epoch());
        return entriesAt(room, here, offset).stream()
                .anyMatch(entry -> !entry.trimmed && !entry.lost && entry.event.isFor(reader));
    }

    private List<Entry> entriesAt(String room, Life here, long offset) {
        List<Entry> found = new ArrayList<>();
        lives.forEach((epoch, life) -> {
            boolean same = life.log == here.log && life.room.equals(room);
            Entry entry = same ? entries.get(new Position(epoch, offset)) : null;
            if (entry != null) {
                found.add(entry);
            }
        });
        return found;
    }
}
