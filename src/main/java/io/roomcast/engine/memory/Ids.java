package io.roomcast.engine.memory;

import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.Retention;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The ids that each session published in one room, so that a repeat is told from news. Guarded by its log's lock. */
final class Ids {
    private final Retention retention;
    private final Map<String, Published> sessions = new LinkedHashMap<>(16, 0.75f, true);

    private record Once(String fingerprint, Position position) {}

    private static final class Published {
        private final Map<String, Once> ids = new LinkedHashMap<>();
        private long last;
    }

    Ids(Retention retention) {
        this.retention = retention;
    }

    /** What a draft is answered that came before under the same id. */
    Optional<Receipt> known(Draft draft) {
        Published published = draft.isRepeatable() ? sessions.get(draft.from().id()) : null;
        Once once = published == null ? null : published.ids.get(draft.id());
        if (once == null) {
            return Optional.empty();
        }
        boolean same = once.fingerprint().equals(draft.fingerprint());
        return Optional.of(same ? new Receipt.Repeated(once.position()) : new Receipt.Conflict());
    }

    void remember(Draft draft, Position position, long now) {
        if (!draft.isRepeatable()) {
            return;
        }
        Published published = sessions.computeIfAbsent(draft.from().id(), id -> new Published());
        published.last = now;
        published.ids.put(draft.id(), new Once(draft.fingerprint(), position));
        dropFirst(published.ids, retention.ids());
        dropFirst(sessions, retention.members());
    }

    private static void dropFirst(Map<String, ?> map, int most) {
        if (map.size() > most) {
            map.remove(map.keySet().iterator().next());
        }
    }

    void tidy(long now) {
        sessions.values()
                .removeIf(published -> now - published.last > retention.idLife().toMillis());
    }

    boolean isEmpty() {
        return sessions.isEmpty();
    }
}
