package io.roomcast.engine.sqlite;

import io.roomcast.engine.sqlite.space.DiskSpace;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Outcome;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Refusal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All logs as the write thread knows them, with the recent ones in memory. Each method is called in one transaction.
 */
final class Logs {
    private static final int REMEMBERED = 10_000;

    private final StoreRules rules;
    private final MemberTable members;
    private final IdTable ids;
    private final DiskSpace space;
    private final Map<String, WrittenLog> logs = new LinkedHashMap<>(16, 0.75f, true);
    private final List<MemberTable.Written> written = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();

    Logs(StoreRules rules, MemberTable members) {
        this.rules = rules;
        this.members = members;
        this.ids = new IdTable(rules);
        this.space = new DiskSpace(rules.retention().storeBytes());
    }

    /** Appends a group, trims what is too much, and writes the joins and leaves of these rooms. */
    List<Outcome> append(StoreConnection connection, List<Draft> drafts) throws SQLException {
        List<Outcome> outcomes = new ArrayList<>(drafts.size());
        DiskSpace.Rows rows = rows(connection);
        space.begin(rows, drafts.size());
        Map<String, WrittenLog> touched = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            WrittenLog log = log(connection, draft.room());
            touched.put(draft.room(), log);
            Optional<Receipt> known = log.withoutWriting(connection, draft);
            if (known.isEmpty() && !space.fits(draft, rules.clock().millis(), rows)) {
                outcomes.add(new Outcome.Refused(full()));
            } else {
                outcomes.add(known.isPresent() ? known.get() : log.append(connection, draft));
            }
        }
        for (WrittenLog log : touched.values()) {
            if (log.isKept()) {
                finish(
                        connection,
                        log,
                        new Trim(connection, rules.retention(), 2 * drafts.size()).withinBounds(log.row()));
            }
        }
        return outcomes;
    }

    private static Refusal full() {
        return new Refusal(
                Code.BUSY, "the store is full, and older events are being given up; nothing was published, try again");
    }

    private DiskSpace.Rows rows(StoreConnection connection) {
        return new DiskSpace.Rows() {
            @Override
            public long used() throws SQLException {
                return connection.usedBytes();
            }

            @Override
            public long giveUp(String room, int rows, long bytes) throws SQLException {
                return Logs.this.giveUp(connection, room, rows, bytes);
            }
        };
    }

    /** Gives up the oldest events of a room; where none are left, ids, and then members who left. */
    private long giveUp(StoreConnection connection, String room, int rows, long bytes) throws SQLException {
        WrittenLog log = log(connection, room);
        if (!log.isKept()) {
            return 0;
        }
        LogRow before = log.row();
        if (before.events() > 0) {
            Trim trim = new Trim(connection, rules.retention(), rows);
            finish(connection, log, trim.front(before, left -> before.bytes() - left.bytes() < bytes));
            return before.events() - log.row().events();
        }
        int gone = ids.giveUp(connection, before.id(), rows);
        if (gone == 0) {
            gone = MemberTable.giveUpLeft(connection, before.id(), rows);
            finish(connection, log, before.withMembers(before.members() - gone, before.losses()));
        }
        return gone;
    }

    /**
     * Lets the rooms that wrote most recently give up a bite, if the store is beyond its bound; returns how many bytes
     * others must give up.
     */
    long makeRoom(StoreConnection connection) throws SQLException {
        DiskSpace.Rows rows = rows(connection);
        space.begin(rows, 0);
        return space.makeRoom(0, rows);
    }

    /** Replaces the data of an event, and trims what is too much; false if the event is not kept. */
    boolean strike(StoreConnection connection, String room, long offset, String data, String meta) throws SQLException {
        WrittenLog log = log(connection, room);
        boolean struck = log.isKept() && log.strike(connection, offset, data, meta);
        if (struck) {
            finish(connection, log, new Trim(connection, rules.retention(), 0).withinBounds(log.row()));
        }
        return struck;
    }

    /** Writes the joins and leaves of rooms without new events. */
    void tell(StoreConnection connection, List<String> rooms) throws SQLException {
        for (String room : rooms) {
            WrittenLog log = log(connection, room);
            if (log.isKept()) {
                finish(connection, log, log.row());
            } else {
                members.hasNoLog(room);
            }
        }
    }

    /** Changes a log that the store has. */
    Optional<LogRow> change(StoreConnection connection, String room, Change change) throws SQLException {
        WrittenLog log = log(connection, room);
        if (log.isKept()) {
            finish(connection, log, change.of(log.row()));
            return Optional.of(log.row());
        }
        return Optional.empty();
    }

    @FunctionalInterface
    interface Change {
        LogRow of(LogRow row) throws SQLException;
    }

    private void finish(StoreConnection connection, WrittenLog log, LogRow changed) throws SQLException {
        MemberTable.Written fresh = members.write(connection, changed.name(), changed.id(), rules.run());
        written.add(fresh);
        long known = changed.members() + fresh.added();
        known -= MemberTable.trim(
                connection, changed.id(), known, rules.retention().members());
        LogRow row = changed.withMembers(known, changed.losses());
        row.write(connection);
        log.becomes(row);
    }

    /** Whether the store has a row of the room. */
    boolean isKept(StoreConnection connection, String room) throws SQLException {
        return log(connection, room).isKept();
    }

    /** Ends a log. Readers find nothing of it once this is committed; many rows are deleted later. */
    void remove(StoreConnection connection, String room) throws SQLException {
        drop(connection, room);
        removed.add(room);
    }

    /** Deletes a log that is empty; the members who sit there are still known. */
    void drop(StoreConnection connection, String room) throws SQLException {
        Optional<LogRow> row = LogRow.find(connection, room);
        if (row.isPresent()) {
            RemovedRows.remove(connection, row.get().id());
            ids.forget(row.get().id());
        }
        logs.remove(room);
    }

    private WrittenLog log(StoreConnection connection, String room) throws SQLException {
        WrittenLog known = logs.get(room);
        if (known == null) {
            known = new WrittenLog(room, rules, ids, members);
            LogRow.find(connection, room).ifPresent(known::becomes);
            logs.put(room, known);
            if (logs.size() > REMEMBERED) {
                logs.remove(logs.keySet().iterator().next());
            }
        }
        return known;
    }

    /** Hears that the last transaction was committed. */
    void committed() {
        written.forEach(MemberTable.Written::done);
        written.clear();
        removed.forEach(members::forget);
        removed.clear();
    }

    /** Forgets the ids in memory, because some were deleted. */
    void forgetIds() {
        ids.forget();
    }

    /** Forgets everything, because the last transaction failed. */
    void forget() {
        written.clear();
        removed.clear();
        logs.clear();
        ids.forget();
    }
}
