package io.roomcast.engine.jdbc;

import io.roomcast.engine.jdbc.LogRow.Amount;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.Span;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One room's log as the writer changes it: the row and the rows of its events, in the transaction that is open. Used by
 * the writer's thread; after a failure it is thrown away.
 */
final class WrittenLog {
    /** One that no row bears, be it of a room that was removed. */
    private static final String NEXT_ID = "SELECT COALESCE(MAX(id), 0) + 1 FROM"
            + " (SELECT MAX(id) AS id FROM rooms UNION ALL SELECT MAX(room) FROM removed)";

    private final String room;
    private final Rules rules;
    private final Ids ids;
    private final Members members;
    private Optional<LogRow> row;

    WrittenLog(String room, Optional<LogRow> row, Rules rules, Ids ids, Members members) {
        this.room = room;
        this.row = row;
        this.rules = rules;
        this.ids = ids;
        this.members = members;
    }

    /** Whether the store has a row of it; one that was never born has one when a program took something. */
    boolean isKept() {
        return row.isPresent();
    }

    LogRow row() {
        return row.orElseThrow();
    }

    void becomes(LogRow changed) {
        row = Optional.of(changed);
    }

    Receipt append(Link link, Draft draft) throws SQLException {
        Optional<Receipt> before = row.isEmpty() ? Optional.empty() : ids.known(link, row(), draft);
        if (before.isPresent()) {
            return before.get();
        }
        if (draft.answer().isPresent()) {
            return taken(link, draft);
        }
        for (Content content : draft.contents()) {
            for (String member : content.to()) {
                if (!members.knows(link, room, row.map(LogRow::id).orElse(0L), member)) {
                    return new Receipt.Stranger(member);
                }
            }
        }
        keep(link);
        List<Event> events = write(link, draft);
        long last = events.get(events.size() - 1).offset();
        ids.appended(link, row().id(), draft, last, rules.clock().millis());
        return new Receipt.Appended(events);
    }

    /** Nothing is born by it: there is a row that reaches nowhere, for the id to belong to. */
    private Receipt taken(Link link, Draft draft) throws SQLException {
        if (draft.isRepeatable()) {
            keep(link);
            ids.taken(link, row().id(), draft, rules.clock().millis());
        }
        return new Receipt.Taken(draft.answer().orElseThrow());
    }

    private void keep(Link link) throws SQLException {
        if (row.isEmpty()) {
            long id = link.first(NEXT_ID, found -> found.getLong(1)).orElseThrow();
            LogRow fresh = LogRow.fresh(id, room, Span.UNBORN, rules.generation());
            fresh.write(link);
            row = Optional.of(fresh);
        }
    }

    /** Puts something else in the place of what an event says; false where it is not kept. */
    boolean strike(Link link, long offset, String data, String meta) throws SQLException {
        LogRow old = row();
        Optional<Event> kept = EventRow.find(link, old, offset);
        if (kept.isEmpty()) {
            return false;
        }
        Event event = kept.get();
        Event struck = event.struck(data, meta);
        EventRow.replace(link, old.id(), struck);
        boolean hidden = event.content().isPrivate();
        Amount publics = hidden ? old.publics() : old.publics().minus(event).plus(struck);
        Amount privates = hidden ? old.privates().minus(event).plus(struck) : old.privates();
        row = Optional.of(old.with(old.span(), publics, privates));
        return true;
    }

    private List<Event> write(Link link, Draft draft) throws SQLException {
        LogRow old = row();
        boolean unbroken = old.span().isBorn() && old.generation() == rules.generation();
        String epoch = unbroken ? old.span().end().epoch() : rules.epochs().get();
        Instant now = rules.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        Instant at = now.isAfter(Instant.ofEpochMilli(old.at())) ? now : Instant.ofEpochMilli(old.at());
        Span span = old.span();
        Amount publics = old.publics();
        Amount privates = old.privates();
        List<Event> events = new ArrayList<>();
        for (Content content : draft.contents()) {
            Event event = new Event(room, new Position(epoch, span.head() + 1), at, draft.from(), content);
            EventRow.insert(link, old.id(), event);
            span = span.grownTo(event.position());
            publics = content.isPrivate() ? publics : publics.plus(event);
            privates = content.isPrivate() ? privates.plus(event) : privates;
            events.add(event);
        }
        long oldest = old.events() == 0 ? at.toEpochMilli() : old.oldestAt();
        row = Optional.of(old.with(span, publics, privates)
                .between(oldest, at.toEpochMilli())
                .ofGeneration(rules.generation()));
        return events;
    }
}
