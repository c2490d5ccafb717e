package io.roomcast.engine.sqlite;

import io.roomcast.engine.sqlite.LogRow.Amount;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.LogExtent.Epoch;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.sqlite.SQLiteErrorCode;

/**
 * Builds a new store from all that can be read in a damaged one, logs what is lost, and keeps the damaged files under
 * another name. Called by the thread that opens the store, while no other thread has it.
 */
final class Salvage {
    private static final System.Logger LOG = System.getLogger(Salvage.class.getName());
    private static final long SECOND = 1_000_000_000;
    private static final int MOST_LINES = 100;
    private static final String ANSWER = "answer";
    private static final String PROPERTIES = "SELECT name, value FROM store ORDER BY rowid";
    private static final String ROOMS = "SELECT " + LogRow.COLUMNS + " FROM rooms ORDER BY rowid";
    private static final String ROOM = "SELECT " + LogRow.COLUMNS + " FROM rooms NOT INDEXED WHERE rowid = ?";
    private static final String ROOM_IDS =
            "SELECT rowid, id FROM rooms INDEXED BY sqlite_autoindex_rooms_1 ORDER BY id";
    private static final String ROOM_NAMES =
            "SELECT rowid, name FROM rooms INDEXED BY sqlite_autoindex_rooms_2 ORDER BY name";
    private static final String NEXT_ROOM = "SELECT COALESCE(MIN(room), 0) FROM events WHERE room > ?";

    private final StoreConnection from;
    private final StoreConnection to;
    private final Supplier<String> epochs;
    private final String range;
    private long logged = System.nanoTime();
    private long rooms;
    private long events;
    private long damaged;

    /** The new store cannot be written. That ends the work, while what cannot be read is skipped. */
    private static final class Unwritable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unwritable(SQLException failure) {
            super(failure);
        }
    }

    private Salvage(StoreConnection from, StoreConnection to, Supplier<String> epochs) throws SQLException {
        this.from = from;
        this.to = to;
        this.epochs = epochs;
        this.range = LongestRun.range(from);
    }

    /**
     * @param why a sentence for the server's log
     * @param epochs makes names for epochs and stores
     * @throws SQLException if it is no store at all, or the new one cannot be written; nothing was changed then
     */
    static void of(Sqlite damaged, StoreFiles files, String why, Supplier<String> epochs)
            throws SQLException, IOException {
        Path fresh = files.fresh();
        try {
            try (StoreConnection from = damaged.rescuing()) {
                from.first("SELECT 1 FROM sqlite_schema", row -> true);
                LOG.log(
                        Level.WARNING,
                        () -> "the store is damaged: " + why + "; building a new one from all that is intact");
                fill(damaged.of(fresh), from, epochs, files.place());
            }
            Path aside = files.replace(fresh, "damaged");
            LOG.log(
                    Level.WARNING,
                    () -> "the damaged store is kept as " + aside + "; each room continues in a new epoch");
        } finally {
            StoreFiles.discard(fresh);
        }
    }

    private static void fill(Sqlite fresh, StoreConnection from, Supplier<String> epochs, String place)
            throws SQLException {
        try (StoreConnection to = fresh.building()) {
            new Salvage(from, to, epochs).all(place);
            to.commit();
        } catch (Unwritable failure) {
            throw (SQLException) failure.getCause();
        }
    }

    private void all(String place) throws SQLException {
        Schema.bringUpToDate(to);
        properties(place);
        Map<Long, LogRow> rows = rooms();
        String ids = ids();
        for (LogRow row : rows.values()) {
            log(row, ids);
            rooms++;
            beat(rows.size());
        }
        long lost = lostRooms(rows);
        LOG.log(
                Level.WARNING,
                () -> "kept " + rooms + " rooms with " + events + " events; events were lost in " + damaged + " of them"
                        + (lost == 0 ? "" : ", and " + lost + " rooms are lost because their names cannot be read"));
    }

    private void properties(String place) throws SQLException {
        Map<String, String> found = new HashMap<>();
        bothEnds(PROPERTIES, row -> found.put(row.getString(1), row.getString(2)));
        for (var property : List.of(StoreProperty.KEY, StoreProperty.NAME, StoreProperty.RUN, StoreProperty.COMMITS)) {
            String value = found.get(property.key());
            if (value != null && (property != StoreProperty.KEY || StoreProperty.isKey(value))) {
                property.set(to, value);
            }
        }
        if (StoreProperty.KEY.text(to).isEmpty()) {
            LOG.log(Level.WARNING, "the key that signs tokens is lost: all clients get new sessions");
        }
        if (StoreProperty.KEY.text(to).isPresent()
                && StoreProperty.NAME.text(to).isEmpty()) {
            StoreProperty.NAME.set(to, epochs.get());
        }
        StoreProperty.PLACE.set(to, place);
        StoreProperty.GENERATION.set(to, Long.parseLong(found.getOrDefault(StoreProperty.GENERATION.key(), "0")) + 1);
    }

    /** Returns the logs by id; of some perhaps only the name is known. */
    private Map<Long, LogRow> rooms() {
        Map<Long, LogRow> found = new TreeMap<>();
        Look row = one -> {
            LogRow log = LogRow.of(one);
            found.putIfAbsent(log.id(), log);
        };
        if (!bothEnds(ROOMS, row)) {
            Map<Long, Long> ids = new HashMap<>();
            Map<Long, String> names = new TreeMap<>();
            bothEnds(ROOM_IDS, one -> ids.put(one.getLong(1), one.getLong(2)));
            bothEnds(ROOM_NAMES, one -> names.put(one.getLong(1), one.getString(2)));
            names.keySet().retainAll(ids.keySet());
            names.keySet().removeIf(rowid -> found.containsKey(ids.get(rowid)));
            names.forEach((rowid, name) -> {
                read(ROOM, row, rowid);
                found.computeIfAbsent(ids.get(rowid), id -> named(id, name));
            });
        }
        return found;
    }

    private LogRow named(long id, String name) {
        return LogRow.fresh(id, name, new LogExtent(List.of(new Epoch(epochs.get(), 0)), 1, 0), 0);
    }

    /** Returns the columns of ids that can be kept: a store of the first version has no answers. */
    private String ids() throws SQLException {
        String columns = "room, session, slot, turn, id, fingerprint, number, at";
        return Schema.has(from, "ids", ANSWER) ? columns + ", " + ANSWER : columns;
    }

    private void log(LogRow row, String ids) {
        long losses = copy("lost", "room, member, number", "member", "", row.id());
        LongestRun run = LongestRun.of(from, range, row, losses == row.losses(), () -> beat(0));
        boolean born = row.extent().isBorn() || run.events() == 0;
        LogRow kept = events(born ? row : named(row.id(), row.name()), run);
        long members = copy("members", "room, member, name, at, run", "member", "", row.id());
        long head = kept.extent().head();
        copy("ids", ids, "session, slot", " AND number <= ?", row.id(), head);
        write(() -> {
            kept.knowing(members, losses).write(to);
            return 1;
        });
        if (!run.whole() && damaged++ < MOST_LINES) {
            LOG.log(Level.WARNING, () -> run.lostOf(row));
        }
    }

    /** Copies the run; the returned log reaches as far as that. */
    private LogRow events(LogRow row, LongestRun run) {
        LogRow[] log = {row.with(run.extent(row.extent()), Amount.NONE, Amount.NONE)};
        String epoch = log[0].extent().end().epoch();
        Look take = found -> {
            Event event = EventRow.read(found, row.name(), epoch);
            write(() -> {
                EventRow.insert(to, row.id(), event);
                return 1;
            });
            LogRow had = log[0];
            boolean hidden = event.content().isPrivate();
            Amount publics = hidden ? had.publics() : had.publics().plus(event);
            Amount privates = hidden ? had.privates().plus(event) : had.privates();
            long at = event.at().toEpochMilli();
            log[0] = had.with(had.extent(), publics, privates)
                    .between(had.events() == 0 ? at : had.oldestAt(), Math.max(at, had.at()));
            events++;
            beat(0);
        };
        read(range, take, row.id(), run.first(), run.last());
        return log[0];
    }

    private long copy(String table, String columns, String order, String condition, Object... values) {
        int count = columns.split(",", -1).length;
        String select = "SELECT " + columns + " FROM " + table + " WHERE room = ?" + condition + " ORDER BY " + order;
        String insert =
                "INSERT OR IGNORE INTO " + table + " (" + columns + ") VALUES (?" + ", ?".repeat(count - 1) + ")";
        long[] copied = {0};
        Look row = found -> {
            if (columns.endsWith(ANSWER) && !LongestRun.isText(found, count)) {
                return;
            }
            Object[] all = new Object[count];
            for (int column = 0; column < count; column++) {
                all[column] = found.getObject(column + 1);
            }
            copied[0] += write(() -> to.update(insert, all));
        };
        bothEnds(select, row, values);
        return copied[0];
    }

    /** Returns how many rooms have only events left. A store of an older version does not say which were removed. */
    private long lostRooms(Map<Long, LogRow> rows) {
        Set<Long> known = new HashSet<>(rows.keySet());
        bothEnds("SELECT room FROM removed ORDER BY room", one -> known.add(one.getLong(1)));
        long[] last = {-1};
        long lost = -1;
        do {
            lost += known.contains(last[0]) ? 0 : 1;
        } while (read(NEXT_ROOM, found -> last[0] = found.getLong(1), last[0]) && last[0] > 0);
        return lost;
    }

    @FunctionalInterface
    private interface Look {
        void at(ResultSet row) throws SQLException;
    }

    @FunctionalInterface
    private interface Writing {
        int rows() throws SQLException;
    }

    private static int write(Writing writing) {
        try {
            return writing.rows();
        } catch (SQLException failure) {
            if ((failure.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_CONSTRAINT.code) {
                return 0;
            }
            throw new Unwritable(failure);
        }
    }

    /** Reads the rows from the front, and if that fails from the end as well; false if it failed. */
    private boolean bothEnds(String sql, Look look, Object... values) {
        boolean whole = read(sql, look, values);
        if (!whole) {
            read(sql.replace(", slot", " DESC, slot") + " DESC", look, values);
        }
        return whole;
    }

    /** Reads the rows up to the first that cannot be read; false if there is one. */
    private boolean read(String sql, Look look, Object... values) {
        try {
            from.each(
                    sql,
                    row -> {
                        look.at(row);
                        return true;
                    },
                    values);
            return true;
        } catch (Unwritable failure) {
            throw failure;
        } catch (SQLException | RuntimeException unreadable) {
            LOG.log(Level.DEBUG, () -> "some rows could not be read: " + unreadable);
            return false;
        }
    }

    private void beat(int all) {
        if (System.nanoTime() - logged >= SECOND) {
            logged = System.nanoTime();
            LOG.log(
                    Level.INFO,
                    () -> rooms + (all == 0 ? "" : " of " + all) + " rooms and " + events + " events so far");
        }
    }
}
