package io.roomcast.simulation;

import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.Retention;
import io.roomcast.room.log.Start;
import io.roomcast.room.log.StoredPage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One room's log in the simulated store, or a replica's copy of it; it changes by whole writes only. One thread. */
public final class SimLog {
    private final Retention retention;
    private final NavigableMap<Long, Event> kept = new TreeMap<>();
    private final Deque<Long> privates = new ArrayDeque<>();
    private final Map<String, Long> lost = new HashMap<>();
    private final Map<String, LinkedHashMap<String, Once>> ids = new HashMap<>();
    private final Map<String, Position> landed = new HashMap<>();
    private LogExtent extent = LogExtent.UNBORN;
    private Instant last = Instant.EPOCH;
    private long life;
    private long trimmedTo;

    /** The event that was published under an id. */
    public record Once(String fingerprint, Position at) {}

    /** A draft as it is written into the log, during one life of the store. */
    public record Write(Draft draft, List<Event> events, long life) {
        Position at() {
            return events.get(events.size() - 1).position();
        }
    }

    public SimLog(Retention retention) {
        this.retention = retention;
    }

    public SimLog copy() {
        SimLog copy = new SimLog(retention);
        copy.kept.putAll(kept);
        copy.privates.addAll(privates);
        copy.lost.putAll(lost);
        ids.forEach((session, own) -> copy.ids.put(session, new LinkedHashMap<>(own)));
        copy.landed.putAll(landed);
        copy.extent = extent;
        copy.last = last;
        copy.life = life;
        copy.trimmedTo = trimmedTo;
        return copy;
    }

    public LogExtent extent() {
        return extent;
    }

    /** The answer to a draft that came before. */
    public Optional<Receipt> recall(Draft draft) {
        Once once = ids.getOrDefault(draft.owner(), new LinkedHashMap<>()).get(draft.id());
        if (once == null || !draft.isRepeatable()) {
            return Optional.empty();
        }
        boolean same = once.fingerprint().equals(draft.fingerprint());
        return Optional.of(same ? new Receipt.Repeated(once.at()) : new Receipt.Conflict());
    }

    /** Where the same publish lies already, whether its id is remembered or not. */
    public Optional<Position> landed(Draft draft) {
        return Optional.ofNullable(landed.get(key(draft)));
    }

    private static String key(Draft draft) {
        return draft.owner() + " " + draft.id();
    }

    /** How the draft would be written now: in a new epoch if the store has begun another life. */
    public Write plan(Draft draft, Instant now, long life, String freshEpoch) {
        String epoch = extent.isBorn() && this.life == life ? extent.end().epoch() : freshEpoch;
        Instant at = now.isAfter(last) ? now : last;
        List<Event> events = new ArrayList<>();
        long offset = extent.head();
        for (var content : draft.contents()) {
            events.add(new Event(draft.room(), new Position(epoch, ++offset), at, draft.from(), content));
        }
        return new Write(draft, events, life);
    }

    /** Takes a write over and answers what is kept no more because of it. */
    public List<Event> apply(Write write) {
        life = write.life();
        for (Event event : write.events()) {
            extent = extent.grownTo(event.position());
            last = event.at();
            kept.put(event.offset(), event);
            if (event.content().isPrivate()) {
                privates.add(event.offset());
            }
        }
        remember(write);
        List<Event> gone = trim();
        extent = new LogExtent(extent.epochs(), Math.max(extent.oldest(), oldest()), extent.head());
        return gone;
    }

    private void remember(Write write) {
        Draft draft = write.draft();
        if (!draft.isRepeatable()) {
            return;
        }
        landed.put(key(draft), write.at());
        LinkedHashMap<String, Once> own = ids.computeIfAbsent(draft.owner(), id -> new LinkedHashMap<>());
        own.put(draft.id(), new Once(draft.fingerprint(), write.at()));
        if (own.size() > retention.ids()) {
            own.remove(own.keySet().iterator().next());
        }
    }

    private long oldest() {
        return trimmedTo + 1;
    }

    private List<Event> trim() {
        List<Event> gone = new ArrayList<>();
        while (privates.size() > retention.privateEvents()) {
            Event event = kept.remove(privates.removeFirst());
            gone.add(event);
            Stream.concat(event.content().to().stream(), Stream.of(event.from().id()))
                    .filter(member -> !member.isEmpty() && event.isFor(member))
                    .forEach(member -> lost.merge(member, event.offset(), Math::max));
        }
        while (kept.size() - privates.size() > retention.events()) {
            Event event = kept.pollFirstEntry().getValue();
            gone.add(event);
            trimmedTo = event.offset();
            if (event.content().isPrivate()) {
                privates.removeFirst();
            }
        }
        lost.values().removeIf(upTo -> upTo <= trimmedTo);
        return gone;
    }

    /** One page from one snapshot. */
    public StoredPage read(Start start, String reader, int count) {
        if (start instanceof Start.After after) {
            long behind = after.position().offset();
            return page(Math.max(behind, extent.oldest() - 1), behind, count);
        }
        if (start instanceof Start.Last asked) {
            long before = beforeLast(asked.count(), reader);
            return page(before, before, count);
        }
        return page(extent.head(), extent.head(), count);
    }

    private StoredPage page(long from, long behind, int count) {
        List<Event> events = new ArrayList<>();
        for (Event event : kept.tailMap(from, false).values()) {
            boolean other = !events.isEmpty()
                    && !events.get(0).position().epoch().equals(event.position().epoch());
            if (events.size() == count || other) {
                break;
            }
            events.add(event);
        }
        boolean toTheEnd = events.isEmpty() || events.get(events.size() - 1).offset() == kept.lastKey();
        long upTo = toTheEnd ? extent.head() : events.get(events.size() - 1).offset();
        Map<String, Long> later = new HashMap<>();
        lost.forEach((member, trimmed) -> {
            if (trimmed > behind) {
                later.put(member, trimmed);
            }
        });
        return new StoredPage(extent, from, Math.max(from, upTo), events, later);
    }

    private long beforeLast(int count, String reader) {
        int seen = 0;
        long before = extent.head();
        for (Event event : kept.descendingMap().values()) {
            if (seen == count) {
                return before;
            }
            if (event.isFor(reader)) {
                seen++;
                before = event.offset() - 1;
            }
        }
        return seen == count ? before : extent.oldest() - 1;
    }
}
