package io.roomcast.engine.sqlite;

import io.roomcast.engine.sqlite.LogRow.Amount;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One room's log as the write thread changes it in the open transaction. Dropped after a failure. */
final class WrittenLog {
    /** An id that no row has, not even one of a removed room. */
    private static final String NEXT_ID = "SELECT COALESCE(MAX(id), 0) + 1 FROM"
            + " (SELECT MAX(id) AS id FROM rooms UNION ALL SELECT MAX(room) FROM removed)";

    private final String room;
    private final StoreRules rules;
    private final IdTable ids;
    private final MemberTable members;
    /** Null as long as the store has none. */
    private LogRow row;

    WrittenLog(String room, StoreRules rules, IdTable ids, MemberTable members) {
        this.room = room;
        this.rules = rules;
        this.ids = ids;
        this.members = members;
    }

    /** Whether the store has a row of it. An unborn log has one if a program took a publish. */
    boolean isKept() {
        return row != null;
    }

    LogRow row() {
        return Objects.requireNonNull(row);
    }

    void becomes(LogRow changed) {
        row = changed;
    }

    /** Returns the receipt of a draft for which nothing has to be written. */
    Optional<Receipt> withoutWriting(StoreConnection connection, Draft draft) throws SQLException {
        Optional<Receipt> before = isKept() ? ids.known(connection, row(), draft) : Optional.empty();
        if (before.isPresent()) {
            return before;
        }
        if (draft.answer().isPresent()) {
            return draft.isRepeatable() ? Optional.empty() : draft.answer().map(Receipt.Taken::new);
        }
        for (Content content : draft.contents()) {
            for (String member : content.to()) {
                if (!members.knows(connection, room, isKept() ? row.id() : 0, member)) {
                    return Optional.of(new Receipt.Stranger(member));
                }
            }
        }
        return Optional.empty();
    }

    Receipt append(StoreConnection connection, Draft draft) throws SQLException {
        keep(connection);
        if (draft.answer().isPresent()) {
            // A publish that a program took: its id needs a row, even if that begins no epoch.
            ids.taken(connection, row().id(), draft, time().toEpochMilli());
            return new Receipt.Taken(draft.answer().get());
        }
        List<Event> events = write(connection, draft);
        long last = events.get(events.size() - 1).offset();
        ids.appended(connection, row().id(), draft, last, row().at());
        return new Receipt.Appended(events);
    }

    private void keep(StoreConnection connection) throws SQLException {
        if (!isKept()) {
            long id = connection.first(NEXT_ID, found -> found.getLong(1)).orElseThrow();
            LogRow fresh = LogRow.fresh(id, room, LogExtent.UNBORN, rules.generation());
            fresh.write(connection);
            row = fresh;
        }
    }

    /** Replaces the data of an event; false if it is not kept. */
    boolean strike(StoreConnection connection, long offset, String data, String meta) throws SQLException {
        LogRow old = row();
        Optional<Event> kept = EventRow.find(connection, old, offset);
        if (kept.isEmpty()) {
            return false;
        }
        Event event = kept.get();
        Event struck = event.struck(data, meta);
        EventRow.replace(connection, old.id(), struck);
        boolean hidden = event.content().isPrivate();
        Amount publics = hidden ? old.publics() : old.publics().minus(event).plus(struck);
        Amount privates = hidden ? old.privates().minus(event).plus(struck) : old.privates();
        row = old.withEvents(old.extent(), publics, privates);
        return true;
    }

    private Instant time() {
        return rules.clock().after(Instant.ofEpochMilli(row().at()));
    }

    private List<Event> write(StoreConnection connection, Draft draft) throws SQLException {
        LogRow old = row();
        boolean unbroken = old.extent().isBorn() && old.generation() == rules.generation();
        String epoch = unbroken ? old.extent().end().epoch() : rules.epochs().get();
        Instant at = time();
        if (at.toEpochMilli() < old.at()) {
            StoreProperty.SET_BACK.set(connection, 1);
        }
        LogRow now = old.withGeneration(rules.generation());
        List<Event> events = new ArrayList<>();
        for (Content content : draft.contents()) {
            Position position = new Position(epoch, now.extent().head() + 1);
            Event event = new Event(room, position, at, draft.from(), content);
            EventRow.insert(connection, old.id(), event);
            now = now.withEvents(now.extent().grownTo(position), now.publics(), now.privates())
                    .plus(event);
            events.add(event);
        }
        row = now;
        return events;
    }
}
