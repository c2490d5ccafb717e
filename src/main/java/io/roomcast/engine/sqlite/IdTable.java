package io.roomcast.engine.sqlite;

import io.roomcast.engine.sqlite.session.Fingerprints;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Receipt;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The publish ids of each session in each room, which tell a repeat from a new publish. A room's programs count as one
 * more session, named "". In the table each session has as many slots as ids are remembered, used in turn, so that
 * nothing has to be deleted. The ids of sessions that published recently are also in memory, without the answers of
 * programs. Used by the write thread; after any failure, {@link #forget} brings it back in line with the table.
 */
final class IdTable {
    /** Ids and publishers, which are about 30 MB. */
    private static final int IN_MEMORY = 200_000;

    private static final String READ =
            "SELECT turn, id, fingerprint, number FROM ids WHERE room = ? AND session = ? ORDER BY turn";
    private static final String ONE = "SELECT fingerprint, number, answer FROM ids WHERE room = ? AND session = ?"
            + " AND id = ? AND turn > (SELECT MAX(turn) FROM ids WHERE room = ? AND session = ?) - ?"
            + " ORDER BY turn DESC LIMIT 1";
    private static final String WRITE =
            "INSERT INTO ids (room, session, slot, turn, id, fingerprint, number, answer, at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (room, session, slot) DO UPDATE SET turn = excluded.turn,"
                    + " id = excluded.id, fingerprint = excluded.fingerprint, number = excluded.number,"
                    + " answer = excluded.answer, at = excluded.at";

    private static final String GIVE_UP = "DELETE FROM ids WHERE room = ? AND (session, slot) IN"
            + " (SELECT session, slot FROM ids WHERE room = ? LIMIT ?)";

    /** Instead of an offset, for what a program took: it is in no log. */
    private static final long TAKEN = 0;

    private final StoreRules rules;
    private final Map<PublisherKey, Published> publishers = new LinkedHashMap<>(16, 0.75f, true);
    private int inMemory;

    private record PublisherKey(long room, String session) {}

    /** An answered publish, with the offset of its last event. */
    private record Once(String fingerprint, long number) {
        Receipt again(Draft draft, LogExtent extent, String answer, Fingerprints fingerprints) {
            if (!fingerprints.match(fingerprint, draft)) {
                return new Receipt.Conflict();
            }
            return number == TAKEN
                    ? new Receipt.Taken(AnswerData.parse(answer))
                    : new Receipt.Repeated(extent.position(number));
        }
    }

    private static final class Published {
        private final Map<String, Once> ids = new LinkedHashMap<>();
        private long turn;
    }

    IdTable(StoreRules rules) {
        this.rules = rules;
    }

    /** Returns the result of a draft whose id is known. */
    Optional<Receipt> known(StoreConnection connection, LogRow row, Draft draft) throws SQLException {
        Once once = draft.isRepeatable() ? of(connection, row.id(), draft).ids.get(draft.id()) : null;
        if (once != null && once.number() == TAKEN) {
            return recall(connection, row, draft, rules);
        }
        return Optional.ofNullable(once).map(found -> found.again(draft, row.extent(), "", rules.fingerprints()));
    }

    /** Returns the same from the table alone. Any thread, in a transaction of its own. */
    static Optional<Receipt> recall(StoreConnection connection, LogRow row, Draft draft, StoreRules rules)
            throws SQLException {
        if (!draft.isRepeatable()) {
            return Optional.empty();
        }
        String session = draft.owner();
        return connection.first(
                ONE,
                found -> new Once(found.getString(1), found.getLong(2))
                        .again(draft, row.extent(), found.getString(3), rules.fingerprints()),
                row.id(),
                session,
                draft.id(),
                row.id(),
                session,
                rules.retention().ids());
    }

    /** Remembers an append, and where its last event is. */
    void appended(StoreConnection connection, long room, Draft draft, long number, long now) throws SQLException {
        remember(connection, room, draft, number, "", now);
    }

    void taken(StoreConnection connection, long room, Draft draft, long now) throws SQLException {
        remember(connection, room, draft, TAKEN, draft.answer().orElseThrow().text(), now);
    }

    private void remember(StoreConnection connection, long room, Draft draft, long number, String answer, long now)
            throws SQLException {
        if (!draft.isRepeatable()) {
            return;
        }
        Published published = of(connection, room, draft);
        Once once = new Once(rules.fingerprints().of(draft), number);
        long slot = ++published.turn % rules.retention().ids();
        String session = draft.owner();
        connection.update(
                WRITE, room, session, slot, published.turn, draft.id(), once.fingerprint(), number, answer, now);
        add(published, draft.id(), once);
    }

    private void add(Published published, String id, Once once) {
        published.ids.put(id, once);
        inMemory++;
        if (published.ids.size() > rules.retention().ids()) {
            published.ids.remove(published.ids.keySet().iterator().next());
            inMemory--;
        }
    }

    private Published of(StoreConnection connection, long room, Draft draft) throws SQLException {
        PublisherKey publisher = new PublisherKey(room, draft.owner());
        Published known = publishers.get(publisher);
        if (known != null) {
            return known;
        }
        Published read = new Published();
        connection.each(
                READ,
                row -> {
                    read.turn = row.getLong(1);
                    add(read, row.getString(2), new Once(row.getString(3), row.getLong(4)));
                    return true;
                },
                publisher.room(),
                publisher.session());
        publishers.put(publisher, read);
        while (inMemory + publishers.size() > IN_MEMORY && publishers.size() > 1) {
            inMemory -=
                    publishers.remove(publishers.keySet().iterator().next()).ids.size();
        }
        return read;
    }

    /** Gives up some ids of a room, whichever come first: to find the oldest would take longer. Returns how many. */
    int giveUp(StoreConnection connection, long room, int most) throws SQLException {
        int gone = connection.update(GIVE_UP, room, room, most);
        if (gone > 0) {
            forget(room);
        }
        return gone;
    }

    /** Forgets a room that was removed with all its rows. */
    void forget(long room) {
        publishers.entrySet().removeIf(one -> {
            boolean of = one.getKey().room() == room;
            inMemory -= of ? one.getValue().ids.size() : 0;
            return of;
        });
    }

    /** Forgets all that is in memory, because it may be wrong; it is read again when needed. */
    void forget() {
        publishers.clear();
        inMemory = 0;
    }
}
