package io.roomcast.engine.jdbc;

import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Receipt;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All logs as the writer knows them; those written to of late are remembered. Used by the writer's thread, each method
 * within one transaction.
 */
final class Logs {
    private static final int REMEMBERED = 10_000;

    private final Rules rules;
    private final Members members;
    private final Ids ids;
    private final Map<String, WrittenLog> logs = new LinkedHashMap<>(16, 0.75f, true);
    private final List<Members.Written> told = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();

    Logs(Rules rules, Members members) {
        this.rules = rules;
        this.members = members;
        this.ids = new Ids(rules.retention());
    }

    /** Appends a group, trims what has become too much, and writes who came and went in these rooms. */
    List<Receipt> append(Link link, List<Draft> drafts) throws SQLException {
        List<Receipt> receipts = new ArrayList<>(drafts.size());
        Map<String, WrittenLog> touched = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            WrittenLog log = log(link, draft.room());
            touched.put(draft.room(), log);
            receipts.add(log.append(link, draft));
        }
        for (WrittenLog log : touched.values()) {
            if (log.isKept()) {
                finish(link, log, new Trim(link, rules.retention(), 2 * drafts.size()).withinBounds(log.row()));
            }
        }
        return receipts;
    }

    /** Puts something else in the place of what an event says, and trims what has become too much; false where it is not kept. */
    boolean strike(Link link, String room, long offset, String data, String meta) throws SQLException {
        WrittenLog log = log(link, room);
        boolean struck = log.isKept() && log.strike(link, offset, data, meta);
        if (struck) {
            finish(link, log, new Trim(link, rules.retention(), 0).withinBounds(log.row()));
        }
        return struck;
    }

    /** Writes who came and went in rooms where nothing was said since. */
    void tell(Link link, List<String> rooms) throws SQLException {
        for (String room : rooms) {
            WrittenLog log = log(link, room);
            if (log.isKept()) {
                finish(link, log, log.row());
            } else {
                members.hasNoLog(room);
            }
        }
    }

    /** Changes a log that is there. */
    Optional<LogRow> change(Link link, String room, Change change) throws SQLException {
        WrittenLog log = log(link, room);
        if (log.isKept()) {
            finish(link, log, change.of(log.row()));
            return Optional.of(log.row());
        }
        return Optional.empty();
    }

    /** What becomes of a log. */
    @FunctionalInterface
    interface Change {
        LogRow of(LogRow row) throws SQLException;
    }

    private void finish(Link link, WrittenLog log, LogRow changed) throws SQLException {
        Members.Written written = members.write(link, changed.name(), changed.id(), rules.run());
        told.add(written);
        long known = changed.members() + written.added();
        known -= Members.trim(link, changed.id(), known, rules.retention().members());
        LogRow row = changed.knowing(known, changed.losses());
        row.write(link);
        log.becomes(row);
    }

    /** Whether the store has anything of the room. */
    boolean isKept(Link link, String room) throws SQLException {
        return log(link, room).isKept();
    }

    /** Ends a log: nobody finds anything of it as soon as this is committed, and its rows go later if they are many. */
    void remove(Link link, String room) throws SQLException {
        letGo(link, room);
        removed.add(room);
    }

    /** Lets go of a log in which nothing is left; who sits there is still known. */
    void letGo(Link link, String room) throws SQLException {
        Optional<LogRow> row = LogRow.find(link, room);
        if (row.isPresent()) {
            Remains.remove(link, row.get().id());
            ids.forget(row.get().id());
        }
        logs.remove(room);
    }

    private WrittenLog log(Link link, String room) throws SQLException {
        WrittenLog known = logs.get(room);
        if (known == null) {
            known = new WrittenLog(room, LogRow.find(link, room), rules, ids, members);
            logs.put(room, known);
            if (logs.size() > REMEMBERED) {
                logs.remove(logs.keySet().iterator().next());
            }
        }
        return known;
    }

    /** What the last transaction wrote is there. */
    void committed() {
        told.forEach(Members.Written::done);
        told.clear();
        removed.forEach(members::forget);
        removed.clear();
    }

    /** Some ids were forgotten. */
    void forgetIds() {
        ids.forget();
    }

    /** Nothing is known of the store: the last transaction failed. */
    void forget() {
        told.clear();
        removed.clear();
        logs.clear();
        ids.forget();
    }
}
