package io.roomcast.engine.memory;

import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.Retention;
import io.roomcast.room.log.Utf8Size;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The publish ids of each session in one room; all programs count as one session. Guarded by its log's lock. */
final class MemoryIds {
    /** Roughly how many bytes one id takes besides a program's answer. */
    private static final long OVERHEAD = 250;

    private final Retention retention;
    private final Map<String, Published> sessions = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param again the result of a repeat */
    private record Once(String fingerprint, Receipt again) {
        long bytes() {
            return OVERHEAD
                    + (again instanceof Receipt.Taken taken
                            ? Utf8Size.of(taken.answer().data())
                            : 0);
        }
    }

    private static final class Published {
        private final Map<String, Once> ids = new LinkedHashMap<>();
        private Instant last = Instant.EPOCH;
        private long bytes;

        void remember(String id, Once once, int most) {
            ids.put(id, once);
            bytes += once.bytes();
            if (ids.size() > most) {
                bytes -= first(ids).bytes();
            }
        }
    }

    MemoryIds(Retention retention) {
        this.retention = retention;
    }

    /** Returns the result of a draft whose id is known. */
    Optional<Receipt> known(Draft draft) {
        Published published = draft.isRepeatable() ? sessions.get(draft.owner()) : null;
        Once once = published == null ? null : published.ids.get(draft.id());
        if (once == null) {
            return Optional.empty();
        }
        boolean same = once.fingerprint().equals(draft.fingerprint());
        return Optional.of(same ? once.again() : new Receipt.Conflict());
    }

    void remember(Draft draft, Receipt again, Instant now) {
        if (!draft.isRepeatable()) {
            return;
        }
        Published published = sessions.computeIfAbsent(draft.owner(), id -> new Published());
        published.last = now;
        bytes -= published.bytes;
        published.remember(draft.id(), new Once(draft.fingerprint(), again), retention.ids());
        bytes += published.bytes;
        if (sessions.size() > retention.members()) {
            bytes -= first(sessions).bytes;
        }
    }

    private static <T> T first(Map<String, T> map) {
        return map.remove(map.keySet().iterator().next());
    }

    void tidy(Instant before) {
        sessions.values().removeIf(published -> published.last.isBefore(before));
        bytes = sessions.values().stream()
                .mapToLong(published -> published.bytes)
                .sum();
    }

    /** Forgets the sessions that published longest ago, until half of the bytes are free. */
    void halve() {
        long half = bytes / 2;
        while (bytes > half && !sessions.isEmpty()) {
            bytes -= first(sessions).bytes;
        }
    }

    boolean isEmpty() {
        return sessions.isEmpty();
    }

    /** Returns how many sessions are remembered. */
    int size() {
        return sessions.size();
    }

    long bytes() {
        return bytes;
    }
}
