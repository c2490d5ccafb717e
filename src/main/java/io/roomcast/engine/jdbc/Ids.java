package io.roomcast.engine.jdbc;

import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Retention;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The ids that each session published in each room, so that a repeat is told from news. In the table each session has as
 * many slots as ids are remembered, used in turn, so nothing has to be deleted; those of sessions that published of late
 * are in memory too. Used by the writer's thread; whatever fails, {@link #forget} makes it as the table is.
 */
final class Ids {
    /** About 30 MB. */
    private static final int IN_MEMORY = 200_000;

    private static final String READ =
            "SELECT turn, id, fingerprint, number FROM ids WHERE room = ? AND session = ? ORDER BY turn";
    private static final String WRITE = "INSERT INTO ids (room, session, slot, turn, id, fingerprint, number, at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (room, session, slot) DO UPDATE SET turn = excluded.turn,"
            + " id = excluded.id, fingerprint = excluded.fingerprint, number = excluded.number, at = excluded.at";

    private final Retention retention;
    private final Map<Publisher, Published> publishers = new LinkedHashMap<>(16, 0.75f, true);
    private int inMemory;

    private record Publisher(long room, String session) {}

    /** One publish that was acknowledged, with the offset of its last event. */
    record Once(String fingerprint, long number) {}

    private static final class Published {
        private final Map<String, Once> ids = new LinkedHashMap<>();
        private long turn;
    }

    Ids(Retention retention) {
        this.retention = retention;
    }

    /** What was published under the draft's id before. */
    Optional<Once> known(Link link, long room, Draft draft) throws SQLException {
        return draft.isRepeatable()
                ? Optional.ofNullable(of(link, room, draft).ids.get(draft.id()))
                : Optional.empty();
    }

    void remember(Link link, long room, Draft draft, long number, long now) throws SQLException {
        if (!draft.isRepeatable()) {
            return;
        }
        Published published = of(link, room, draft);
        Once once = new Once(draft.fingerprint(), number);
        long slot = ++published.turn % retention.ids();
        link.update(WRITE, room, draft.from().id(), slot, published.turn, draft.id(), once.fingerprint(), number, now);
        add(published, draft.id(), once);
    }

    private void add(Published published, String id, Once once) {
        published.ids.put(id, once);
        inMemory++;
        if (published.ids.size() > retention.ids()) {
            published.ids.remove(published.ids.keySet().iterator().next());
            inMemory--;
        }
    }

    private Published of(Link link, long room, Draft draft) throws SQLException {
        Publisher publisher = new Publisher(room, draft.from().id());
        Published known = publishers.get(publisher);
        if (known != null) {
            return known;
        }
        Published read = new Published();
        link.each(
                READ,
                row -> {
                    read.turn = row.getLong(1);
                    add(read, row.getString(2), new Once(row.getString(3), row.getLong(4)));
                    return true;
                },
                publisher.room(),
                publisher.session());
        publishers.put(publisher, read);
        while (inMemory > IN_MEMORY && publishers.size() > 1) {
            inMemory -=
                    publishers.remove(publishers.keySet().iterator().next()).ids.size();
        }
        return read;
    }

    /** What is in memory may be wrong: it is read again when it is wanted. */
    void forget() {
        publishers.clear();
        inMemory = 0;
    }
}
