package io.roomcast.engine.sqlite;

import io.roomcast.engine.sqlite.session.StoredSessions;
import io.roomcast.room.log.Retention;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Deletes what is too old or too much, in small transactions between other commits. Each call looks at the next
 * thousand rooms, so that its cost does not depend on how many there are. Ids and members, which live for days, are
 * looked at only in some rounds. One call at a time.
 */
final class Expiry {
    private static final int ROOMS = 1000;
    private static final int ROWS = 500;
    private static final int ROUNDS_PER_ID_LIFE = 100;
    private static final int DELETES = 20;
    private static final int SECONDS_OF_A_DAY = 86_400;
    /** The part of the bound that is free in quiet times. */
    private static final int HEADROOM = 32;
    /** How many times sooner ids and departed members go when that part is in use. */
    private static final int SCARCITY = 128;

    private static final String EXPIRED_IDS =
            "SELECT session FROM ids WHERE room = ? GROUP BY session" + " HAVING MAX(at) < ? LIMIT " + ROWS;
    private static final String HAS_PUBLISHED = "SELECT 1 FROM ids WHERE room = ? AND session = ? AND at >= ? LIMIT 1";
    private static final String DROP_IDS = "DELETE FROM ids WHERE room = ? AND session = ?";
    private static final String EXPIRED_MEMBERS =
            "SELECT member FROM members WHERE room = ? AND run = 0 AND at < ? LIMIT " + ROWS;
    private static final String DROP_MEMBER =
            "DELETE FROM members WHERE room = ? AND member = ? AND run = 0 AND at < ?";
    private static final String ANY_ID = "SELECT 1 FROM ids WHERE room = ? LIMIT 1";
    private static final String ANY_MEMBER = "SELECT 1 FROM members WHERE room = ? LIMIT 1";

    private final WriteThread writer;
    private final ReadThreads reader;
    private final Logs logs;
    private final StoreRules rules;
    private final StoredSessions sessions;
    private Instant lastIdRound = Instant.EPOCH;
    private boolean isIdRound;
    private boolean isScarce;
    /** How many bytes the biggest room is to give up although it writes nothing; negative after too many. */
    private long drip;

    private long lastRoom;
    /** The room with the most bytes in this round so far, or null. */
    private LogRow biggest;

    /** The expired parts of one room. */
    private record Expired(LogRow row, boolean events, List<String> sessions, List<String> members, boolean empty) {
        boolean isNothing() {
            return !events && !empty && sessions.isEmpty() && members.isEmpty();
        }

        /** Returns what is left to do when all is done but the ids of the sessions after the first {@code done}. */
        Expired rest(int done) {
            return new Expired(row, false, sessions.subList(done, sessions.size()), List.of(), false);
        }
    }

    Expiry(WriteThread writer, ReadThreads reader, Logs logs, StoreRules rules) {
        this.writer = writer;
        this.reader = reader;
        this.logs = logs;
        this.rules = rules;
        this.sessions = rules.sessions();
        sessions.writeBy(writer::run);
    }

    /** Reads what an operator may have changed about sessions, and deletes of them what has expired. */
    CompletionStage<Void> sessions() {
        return reader.read(sessions::refresh)
                .thenCompose(expired ->
                        expired ? writer.run(sessions::sweep) : CompletableFuture.<Void>completedStage(null));
    }

    CompletionStage<Void> next() {
        if (lastRoom == 0) {
            Instant due = lastIdRound.plus(idLife().dividedBy(ROUNDS_PER_ID_LIFE));
            isIdRound = !due.isAfter(now()) || lastIdRound.isAfter(now());
            lastIdRound = isIdRound ? now() : lastIdRound;
        }
        return reader.read(connection -> connection.all(LogRow.BY_ID, LogRow::of, lastRoom, ROOMS))
                .thenCompose(this::findExpired)
                .thenCompose(this::drop)
                .thenCompose(done -> withinTheStore());
    }

    /** Deletes rows of removed rooms: some each second, so that a huge one does not hold up the rest. */
    CompletionStage<Void> clearRemains() {
        return clearRemains(DELETES);
    }

    private CompletionStage<Void> clearRemains(int deletes) {
        return reader.read(RemovedRows::areLeft)
                .thenCompose(left -> left && deletes > 0
                        ? writer.write(connection -> {
                                    RemovedRows.deleteSome(connection);
                                    return null;
                                })
                                .thenCompose(deleted -> clearRemains(deletes - 1))
                        : CompletableFuture.completedStage(null));
    }

    private CompletionStage<List<Expired>> findExpired(List<LogRow> rows) {
        for (LogRow row : rows) {
            if (biggest == null || biggest.bytes() < row.bytes()) {
                biggest = row;
            }
        }
        lastRoom = rows.size() < ROOMS ? 0 : rows.get(rows.size() - 1).id();
        return reader.read(connection -> {
            List<Expired> all = new ArrayList<>();
            for (LogRow row : rows) {
                Expired found = expiredIn(connection, row);
                if (!found.isNothing()) {
                    all.add(found);
                }
            }
            return all;
        });
    }

    private Expired expiredIn(StoreConnection connection, LogRow row) throws SQLException {
        if (!isIdRound) {
            return new Expired(row, hasExpiredEvents(row), List.of(), List.of(), false);
        }
        List<String> sessions = connection.all(EXPIRED_IDS, found -> found.getString(1), row.id(), knownSince());
        List<String> members = connection.all(EXPIRED_MEMBERS, found -> found.getString(1), row.id(), knownSince());
        return new Expired(row, hasExpiredEvents(row), sessions, members, isEmpty(connection, row));
    }

    private static boolean isEmpty(StoreConnection connection, LogRow row) throws SQLException {
        return row.events() == 0
                && connection.first(ANY_ID, found -> true, row.id()).isEmpty()
                && connection.first(ANY_MEMBER, found -> true, row.id()).isEmpty();
    }

    private boolean hasExpiredEvents(LogRow row) {
        Retention retention = rules.retention();
        return !retention.age().isZero()
                && row.events() > 0
                && row.oldestAt() < rules.clock().before(retention.age()).toEpochMilli();
    }

    /** Returns how long ids and departed members live: where space is scarce, the oldest go sooner. */
    private Duration idLife() {
        Duration life = rules.retention().idLife();
        return isScarce ? life.dividedBy(SCARCITY) : life;
    }

    private long knownSince() {
        return rules.clock().before(idLife()).toEpochMilli();
    }

    private Instant now() {
        return rules.clock().instant();
    }

    private CompletionStage<Void> drop(List<Expired> all) {
        CompletionStage<Void> done = CompletableFuture.completedStage(null);
        for (Expired one : all) {
            done = done.thenCompose(before -> drop(one));
        }
        return done;
    }

    private CompletionStage<Void> drop(Expired expired) {
        return writer.write(connection -> dropSome(connection, expired))
                .thenCompose(left -> left.isNothing() ? CompletableFuture.completedStage(null) : drop(left));
    }

    /** Deletes some of it, unless later writes made it current again. Returns what is left to do. */
    private Expired dropSome(StoreConnection connection, Expired expired) throws SQLException {
        String room = expired.row().name();
        Optional<LogRow> now = LogRow.find(connection, room)
                .filter(row -> row.id() == expired.row().id());
        if (now.isEmpty()) {
            return expired.rest(expired.sessions().size());
        }
        if (expired.empty()) {
            if (isEmpty(connection, now.get())) {
                logs.drop(connection, room);
            }
            return expired.rest(expired.sessions().size());
        }
        int members = 0;
        for (String member : expired.members()) {
            members += connection.update(DROP_MEMBER, expired.row().id(), member, knownSince());
        }
        int gone = members;
        logs.change(connection, room, row -> {
            LogRow less = row.withMembers(row.members() - gone, row.losses());
            return expired.events()
                    ? new Trim(connection, rules.retention(), 0).front(less, this::hasExpiredEvents)
                    : less;
        });
        return expired.rest(dropIds(connection, expired));
    }

    /** Deletes the ids of some sessions, and returns of how many. */
    private int dropIds(StoreConnection connection, Expired expired) throws SQLException {
        long room = expired.row().id();
        int sessions = 0;
        for (int rows = 0; rows < ROWS && sessions < expired.sessions().size(); sessions++) {
            String session = expired.sessions().get(sessions);
            if (connection
                    .first(HAS_PUBLISHED, found -> true, room, session, knownSince())
                    .isEmpty()) {
                rows += connection.update(DROP_IDS, room, session);
            }
        }
        if (sessions > 0) {
            logs.forgetIds();
        }
        return sessions;
    }

    /**
     * At the end of a round through all rooms: if the store is beyond its bound and no room that wrote recently has
     * anything to give up, the biggest loses up to half. If it is nearly full, the biggest gives up a little each time,
     * so that a room that is new has some history, too.
     */
    private CompletionStage<Void> withinTheStore() {
        LogRow victim = biggest;
        if (lastRoom != 0) {
            return CompletableFuture.completedStage(null);
        }
        biggest = null;
        long bound = rules.retention().storeBytes();
        return reader.read(StoreConnection::usedBytes).thenCompose(used -> {
            isScarce = used > bound - bound / HEADROOM;
            drip = isScarce ? Math.min(drip + bound / SECONDS_OF_A_DAY, bound / HEADROOM) : 0;
            if (!isScarce) {
                return CompletableFuture.completedStage(null);
            }
            return writer.write(logs::makeRoom).thenCompose(excess -> giveUp(victim, excess));
        });
    }

    private CompletionStage<Void> giveUp(LogRow victim, long excess) {
        if (victim == null || (excess == 0 && drip <= 0)) {
            return CompletableFuture.completedStage(null);
        }
        long goes = excess > 0 ? excess : drip;
        return shrink(victim.name(), Math.max(victim.bytes() / 2, victim.bytes() - goes))
                .thenAccept(left -> drip = excess > 0 ? 0 : drip - (victim.bytes() - left));
    }

    /** Returns how many bytes are left. */
    private CompletionStage<Long> shrink(String room, long enough) {
        return writer.write(connection -> logs.change(
                        connection,
                        room,
                        row -> new Trim(connection, rules.retention(), 0).front(row, left -> left.bytes() > enough)))
                .thenCompose(row -> row.isPresent()
                                && row.get().bytes() > enough
                                && row.get().events() > 0
                        ? shrink(room, enough)
                        : CompletableFuture.completedStage(
                                row.map(LogRow::bytes).orElse(0L)));
    }
}
