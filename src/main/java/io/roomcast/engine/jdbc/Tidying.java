package io.roomcast.engine.jdbc;

import io.roomcast.room.log.Retention;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Lets go of what is too old or too much, a bite at a time between other people's commits. Each call looks at the next
 * thousand rooms, so that it costs the same however many there are; ids and members, which live for days, are looked at
 * in one round of many. One call at a time.
 */
final class Tidying {
    private static final int ROOMS = 1000;
    private static final int ROWS = 500;
    private static final int FORGETS = 100;
    private static final String EXPIRED_IDS =
            "SELECT session FROM ids WHERE room = ? GROUP BY session" + " HAVING MAX(at) < ? LIMIT " + ROWS;
    private static final String DROP_IDS = "DELETE FROM ids WHERE room = ? AND session = ?";
    private static final String EXPIRED_MEMBERS =
            "SELECT member FROM members WHERE room = ? AND run = 0 AND at < ? LIMIT " + ROWS;
    private static final String DROP_MEMBER = "DELETE FROM members WHERE room = ? AND member = ?";
    private static final String ANY_ID = "SELECT 1 FROM ids WHERE room = ? LIMIT 1";
    private static final String ANY_MEMBER = "SELECT 1 FROM members WHERE room = ? LIMIT 1";

    private final Writer writer;
    private final Reader reader;
    private final Logs logs;
    private final Rules rules;
    private Instant forgot = Instant.EPOCH;
    private boolean forgets;
    private long behind;
    private long bytes;
    private Optional<LogRow> biggest = Optional.empty();

    /** What is too old in one room. */
    private record Old(LogRow row, boolean events, List<String> sessions, List<String> members, boolean empty) {}

    Tidying(Writer writer, Reader reader, Logs logs, Rules rules) {
        this.writer = writer;
        this.reader = reader;
        this.logs = logs;
        this.rules = rules;
    }

    CompletionStage<Void> next() {
        if (behind == 0) {
            Instant due = forgot.plus(rules.retention().idLife().dividedBy(FORGETS));
            forgets = !due.isAfter(now());
            forgot = forgets ? now() : forgot;
        }
        return reader.read(link -> link.all(LogRow.BY_ID, LogRow::of, behind, ROOMS))
                .thenCompose(this::look)
                .thenCompose(this::drop)
                .thenCompose(done -> withinTheStore());
    }

    private CompletionStage<List<Old>> look(List<LogRow> rows) {
        for (LogRow row : rows) {
            bytes += row.bytes();
            if (biggest.isEmpty() || biggest.get().bytes() < row.bytes()) {
                biggest = Optional.of(row);
            }
        }
        behind = rows.size() < ROOMS ? 0 : rows.get(rows.size() - 1).id();
        return reader.read(link -> {
            List<Old> old = new ArrayList<>();
            for (LogRow row : rows) {
                Old found = oldIn(link, row);
                if (found.events()
                        || found.empty()
                        || found.sessions().size() + found.members().size() > 0) {
                    old.add(found);
                }
            }
            return old;
        });
    }

    private Old oldIn(Link link, LogRow row) throws SQLException {
        if (!forgets) {
            return new Old(row, hasTooOld(row), List.of(), List.of(), false);
        }
        long known = now().minus(rules.retention().idLife()).toEpochMilli();
        List<String> sessions = link.all(EXPIRED_IDS, found -> found.getString(1), row.id(), known);
        List<String> members = link.all(EXPIRED_MEMBERS, found -> found.getString(1), row.id(), known);
        boolean empty = row.events() == 0
                && link.first(ANY_ID, found -> true, row.id()).isEmpty()
                && link.first(ANY_MEMBER, found -> true, row.id()).isEmpty();
        return new Old(row, hasTooOld(row), sessions, members, empty);
    }

    private boolean hasTooOld(LogRow row) {
        Retention retention = rules.retention();
        return !retention.age().isZero()
                && row.events() > 0
                && row.oldestAt() < now().minus(retention.age()).toEpochMilli();
    }

    private Instant now() {
        return rules.clock().instant();
    }

    private CompletionStage<Void> drop(List<Old> all) {
        CompletionStage<Void> done = CompletableFuture.completedStage(null);
        for (Old one : all) {
            done = done.thenCompose(before -> drop(one));
        }
        return done;
    }

    private CompletionStage<Void> drop(Old old) {
        return writer.write(link -> {
            for (String session : old.sessions()) {
                link.update(DROP_IDS, old.row().id(), session);
            }
            int gone = 0;
            for (String member : old.members()) {
                gone += link.update(DROP_MEMBER, old.row().id(), member);
            }
            int members = gone;
            if (old.empty()) {
                logs.remove(link, old.row().name());
                return null;
            }
            logs.change(link, old.row().name(), row -> {
                LogRow less = row.knowing(row.members() - members, row.losses());
                return old.events() ? new Trim(link, rules.retention(), 0).front(less, this::hasTooOld) : less;
            });
            if (!old.sessions().isEmpty()) {
                logs.forgetIds();
            }
            return null;
        });
    }

    /** At the end of a round through all rooms, the biggest gives up its older half if all together are too big. */
    private CompletionStage<Void> withinTheStore() {
        if (behind != 0) {
            return CompletableFuture.completedStage(null);
        }
        long excess = bytes - rules.retention().storeBytes();
        Optional<LogRow> victim = biggest;
        bytes = 0;
        biggest = Optional.empty();
        if (excess <= 0 || victim.isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        long enough = Math.max(victim.get().bytes() / 2, victim.get().bytes() - excess);
        return shrink(victim.get().name(), enough);
    }

    private CompletionStage<Void> shrink(String room, long enough) {
        return writer.write(link -> logs.change(
                        link,
                        room,
                        row -> new Trim(link, rules.retention(), 0).front(row, left -> left.bytes() > enough)))
                .thenCompose(row -> row.isPresent()
                                && row.get().bytes() > enough
                                && row.get().events() > 0
                        ? shrink(room, enough)
                        : CompletableFuture.completedStage(null));
    }
}
