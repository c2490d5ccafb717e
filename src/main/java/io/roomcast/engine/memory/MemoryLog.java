package io.roomcast.engine.memory;

import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.Retention;
import io.roomcast.room.log.Start;
import io.roomcast.room.log.StoredPage;
import io.roomcast.room.time.WallClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** One room's log in memory. Every method holds the lock briefly, so each answer is one snapshot. */
final class MemoryLog {
    /** Roughly how many bytes a log takes without its events. */
    static final long OVERHEAD = 1024;

    /** Roughly how many bytes a known member takes. */
    private static final long MEMBER = 150;

    private final String room;
    private final Retention retention;
    private final WallClock clock;
    private final Supplier<String> epochs;
    private final KeptEvents kept;
    private final MemoryIds ids;
    private final Map<String, Member> seated = new HashMap<>();
    /** The latest departure is last. */
    private final Map<String, Left> left = new LinkedHashMap<>();

    private LogExtent extent = LogExtent.UNBORN;
    private Instant last = Instant.EPOCH;

    private record Left(Member member, Instant at) {}

    MemoryLog(String room, Retention retention, WallClock clock, Supplier<String> epochs) {
        this.room = room;
        this.retention = retention;
        this.clock = clock;
        this.epochs = epochs;
        this.kept = new KeptEvents(retention);
        this.ids = new MemoryIds(retention);
    }

    synchronized LogExtent extent() {
        return extent;
    }

    synchronized long bytes() {
        return OVERHEAD + kept.bytes() + ids.bytes() + MEMBER * (seated.size() + left.size());
    }

    /** Whether it has had an event, or remembers an id. */
    synchronized boolean isKept() {
        return extent.isBorn() || !ids.isEmpty();
    }

    /** Whether anything would be lost with it. */
    synchronized boolean isWanted() {
        return isKept() || !seated.isEmpty();
    }

    synchronized void seat(Member member) {
        left.remove(member.id());
        seated.put(member.id(), member);
        forget();
    }

    synchronized void free(Member member) {
        seated.remove(member.id());
        left.remove(member.id());
        left.put(member.id(), new Left(member, clock.instant()));
        forget();
    }

    synchronized Optional<Member> remembers(String member) {
        return Optional.ofNullable(seated.get(member))
                .or(() -> Optional.ofNullable(left.get(member))
                        .filter(one -> !isLongAgo(one))
                        .map(Left::member));
    }

    private boolean isLongAgo(Left one) {
        return one.at().isBefore(clock.before(retention.idLife()));
    }

    /** If there are too many members, forgets those who left. */
    private void forget() {
        if (!left.isEmpty() && seated.size() + left.size() > retention.members()) {
            forgetLeft(1);
        }
    }

    /** Forgets up to this many of those who left longest ago. */
    private void forgetLeft(int most) {
        List<String> first = left.keySet().stream().limit(most).toList();
        first.forEach(left::remove);
    }

    synchronized Receipt append(Draft draft) {
        Optional<Receipt> before = ids.known(draft);
        if (before.isPresent()) {
            return before.get();
        }
        if (draft.answer().isPresent()) {
            return taken(draft);
        }
        for (Content content : draft.contents()) {
            for (String member : content.to()) {
                if (!seated.containsKey(member) && !left.containsKey(member)) {
                    return new Receipt.Stranger(member);
                }
            }
        }
        List<Event> events = write(draft);
        Position position = events.get(events.size() - 1).position();
        ids.remember(draft, new Receipt.Repeated(position), last);
        return new Receipt.Appended(events);
    }

    private Receipt taken(Draft draft) {
        Receipt taken = new Receipt.Taken(draft.answer().orElseThrow());
        last = later();
        ids.remember(draft, taken, last);
        return taken;
    }

    synchronized Optional<Receipt> recall(Draft draft) {
        return ids.known(draft);
    }

    private Instant later() {
        return clock.after(last);
    }

    private List<Event> write(Draft draft) {
        String epoch = extent.isBorn() ? extent.end().epoch() : epochs.get();
        last = later();
        List<Event> events = new ArrayList<>();
        for (Content content : draft.contents()) {
            Position position = new Position(epoch, extent.head() + 1);
            Event event = new Event(room, position, last, draft.from(), content);
            extent = extent.grownTo(position);
            kept.add(event);
            events.add(event);
        }
        trimmed();
        return events;
    }

    synchronized boolean strike(long offset, String data, String meta) {
        boolean struck = kept.strike(offset, data, meta);
        trimmed();
        return struck;
    }

    private void trimmed() {
        kept.trim(extent.head());
        extent = new LogExtent(extent.epochs(), kept.oldest(), extent.head());
    }

    synchronized StoredPage read(Start start, String reader, int count, long bytes) {
        if (start instanceof Start.After after) {
            long from = Math.max(after.position().offset(), extent.oldest() - 1);
            return page(from, after.position().offset(), extent.head(), count, bytes);
        }
        if (start instanceof Start.Last asked) {
            long end = asked.before().map(extent::sharedUpTo).orElse(extent.head());
            return page(kept.beforeLast(asked.count(), end, reader), end, count, bytes);
        }
        if (start instanceof Start.Since since) {
            return page(kept.before(since.at(), extent.head()), extent.head(), count, bytes);
        }
        return page(extent.head(), extent.head(), count, bytes);
    }

    private StoredPage page(long from, long end, int count, long bytes) {
        return page(from, from, end, count, bytes);
    }

    /** Returns what follows an offset, up to an end, for a reader that has everything up to {@code behind}. */
    private StoredPage page(long from, long behind, long end, int count, long bytes) {
        List<Event> events = kept.after(from, count, bytes);
        boolean toTheEnd = events.isEmpty() || events.get(events.size() - 1).offset() == kept.newest();
        long upTo = toTheEnd ? extent.head() : events.get(events.size() - 1).offset();
        List<Event> wanted =
                events.stream().filter(event -> event.offset() <= end).toList();
        return new StoredPage(extent, from, Math.max(from, Math.min(upTo, end)), wanted, kept.lostAfter(behind));
    }

    /** Forgets what is too old; returns whether nothing is left to ask for. */
    synchronized boolean tidy() {
        if (!retention.age().isZero()) {
            kept.trimOlderThan(clock.before(retention.age()), extent.head());
            trimmed();
        }
        ids.tidy(clock.before(retention.idLife()));
        left.values().removeIf(this::isLongAgo);
        return kept.isEmpty() && ids.isEmpty() && seated.isEmpty() && left.isEmpty();
    }

    /** Drops the older half of what takes most, because the store has no room for it. */
    synchronized void halve() {
        if (leftTakeMost()) {
            forgetLeft(left.size() - left.size() / 2);
        } else if (idsTakeMost()) {
            ids.halve();
        } else {
            kept.halve(extent.head());
            trimmed();
        }
    }

    synchronized boolean canBeHalved() {
        if (leftTakeMost()) {
            return left.size() > 1;
        }
        return (idsTakeMost() ? ids.size() : kept.size()) > 1;
    }

    private boolean leftTakeMost() {
        return MEMBER * left.size() > Math.max(ids.bytes(), kept.bytes());
    }

    private boolean idsTakeMost() {
        return ids.bytes() > kept.bytes();
    }

    /** Returns what remains when the whole log is given up: an unborn log for the seated members, if there are any. */
    synchronized Optional<MemoryLog> givenUp() {
        if (seated.isEmpty()) {
            return Optional.empty();
        }
        if (kept.isEmpty() && ids.isEmpty() && left.isEmpty()) {
            return Optional.of(this);
        }
        MemoryLog instead = new MemoryLog(room, retention, clock, epochs);
        instead.seated.putAll(seated);
        return Optional.of(instead);
    }

    synchronized Instant last() {
        return last;
    }
}
