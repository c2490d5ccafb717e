package io.roomcast.engine.sqlite;

import io.roomcast.engine.sqlite.LogRow.Amount;
import io.roomcast.engine.sqlite.file.StoreFiles;
import io.roomcast.engine.sqlite.session.KeyRow;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.LogExtent.Epoch;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Builds a new store from all that can be read in a damaged one, logs what is lost, and keeps the damaged files under
 * another name. It copies first, around what cannot be read; then it makes the rows in the new store, which is intact,
 * agree with each other. Called by the thread that opens the store, while no other thread has it.
 */
final class StoreRepair {
    private static final System.Logger LOG = System.getLogger(StoreRepair.class.getName());
    private static final int PARTS_OF_A_HOLE = 64;
    private static final int MOST_NAMED = 100;
    /** A larger number is garbage. */
    private static final long HIGHEST_OFFSET = Long.MAX_VALUE / 2;

    private static final int TYPE_OF_AN_EVENT = 5;
    /** Its data, recipients and meta: the recipients have no control characters, either. */
    private static final List<Integer> JSON_OF_AN_EVENT = List.of(6, 8, 9);

    private static final String ROOMS = "SELECT " + LogRow.COLUMNS + " FROM rooms ORDER BY rowid";
    private static final String ROOM = "SELECT " + LogRow.COLUMNS + " FROM rooms NOT INDEXED WHERE rowid = ?";
    private static final String ROOM_IDS =
            "SELECT rowid, id FROM rooms INDEXED BY sqlite_autoindex_rooms_1 ORDER BY id";
    private static final String ROOM_NAMES =
            "SELECT rowid, name FROM rooms INDEXED BY sqlite_autoindex_rooms_2 ORDER BY name";
    private static final String ROOMS_WITH_EVENTS = "WITH RECURSIVE known (room) AS (SELECT MIN(room) FROM events"
            + " UNION ALL SELECT (SELECT MIN(room) FROM events WHERE room > known.room) FROM known WHERE room NOT NULL)"
            + " SELECT room FROM known WHERE room NOT NULL";
    private static final String PART =
            "SELECT MIN(number), MAX(number), COUNT(*) FROM events WHERE room = ? AND number >= ?";
    private static final String WITHOUT_HOLES = "SELECT MIN(number), MAX(number), COUNT(*) FROM (SELECT number,"
            + " number - ROW_NUMBER() OVER (ORDER BY number) AS part FROM events WHERE room = ?)"
            + " GROUP BY part ORDER BY COUNT(*) DESC, part LIMIT 1";
    private static final String LOSSES = "SELECT COUNT(*) FROM lost WHERE room = ?";
    private static final List<String> CUTS = List.of(
            "DELETE FROM events WHERE room = ?1 AND (number < ?2 OR number > ?3)",
            "DELETE FROM ids WHERE room = ?1 AND number > ?3",
            "UPDATE lost SET number = ?3 WHERE room = ?1 AND number > ?3");

    private final ReadableRows from;
    private final StoreConnection to;
    private final Supplier<String> epochs;
    private final Progress progress = new Progress("repair", line -> LOG.log(Level.INFO, line));
    private final String eventRange;
    /** The rooms of which only the name can be read: how many events they had is not known. */
    private final Set<Long> namesOnly = new HashSet<>();

    private long all;
    private long copied;
    private long events;
    private long damaged;

    /** A run of one log's events, with nothing missing but private events that were trimmed. */
    private record Run(long first, long last, long events) {
        static Run of(ResultSet row) throws SQLException {
            return new Run(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    private StoreRepair(StoreConnection from, StoreConnection to, Supplier<String> epochs) throws SQLException {
        this.from = new ReadableRows(from, to);
        this.to = to;
        this.epochs = epochs;
        this.eventRange = "SELECT " + EventRow.columns(from)
                + " FROM events WHERE room = ? AND number BETWEEN ? AND ? ORDER BY number";
    }

    /**
     * @param why a sentence for the server's log
     * @param epochs makes names for epochs
     * @throws SQLException if it is no store at all, or the new one cannot be written; nothing was changed then
     * @throws IOException the same, or if a newer Roomcast wrote the store
     */
    static void repair(Sqlite damaged, StoreFiles files, String why, Supplier<String> epochs)
            throws SQLException, IOException {
        Path fresh = files.fresh();
        try {
            try (StoreConnection from = damaged.openDamaged();
                    StoreConnection to = damaged.of(fresh).openNew()) {
                from.first("SELECT 1 FROM sqlite_schema", row -> true);
                refuseNewer(from);
                LOG.log(
                        Level.WARNING,
                        () -> "the store is damaged: " + why + "; building a new one from all that is intact");
                new StoreRepair(from, to, epochs).run();
                to.commit();
            }
            Path aside = files.replace(fresh, ".damaged");
            LOG.log(
                    Level.WARNING,
                    () -> "the damaged store is kept as " + aside + "; each room continues in a new epoch");
        } finally {
            StoreFiles.discard(fresh);
        }
    }

    /** The tables of a newer Roomcast may hold what these cannot. */
    private static void refuseNewer(StoreConnection from) throws IOException {
        try {
            Schema.version(from);
        } catch (SQLException unreadable) {
            LOG.log(Level.DEBUG, () -> "the version of the store cannot be read: " + unreadable);
        }
    }

    private void run() throws SQLException, IOException {
        Schema.bringUpToDate(to);
        StoreProperty.PLACE.set(to, StoreProperty.NOWHERE);
        from.copy("store", "ORDER BY rowid");
        StoreProperty.removeGarbage(to);
        from.copy("token_keys", "ORDER BY rowid");
        from.copy("ended_sessions", "ORDER BY session");
        if (!KeyRow.isThere(to)) {
            LOG.log(Level.WARNING, "the key that signs tokens is lost: all clients get new sessions");
        }
        Map<Long, LogRow> rooms = rooms();
        all = rooms.values().stream().mapToLong(LogRow::events).sum();
        for (LogRow room : rooms.values()) {
            copyRoom(room);
        }
        if (damaged > MOST_NAMED) {
            LOG.log(Level.WARNING, () -> (damaged - MOST_NAMED) + " more rooms lost events");
        }
        long lost = lostRooms(rooms.keySet());
        LOG.log(
                Level.WARNING,
                () -> "kept " + rooms.size() + " rooms with " + events + " events; events were lost in " + damaged
                        + " of them"
                        + (lost == 0 ? "" : ", and " + lost + " rooms are lost because their names cannot be read"));
    }

    /** Returns the logs by id; of some perhaps only the name is known. */
    private Map<Long, LogRow> rooms() throws SQLException {
        Map<Long, LogRow> found = new TreeMap<>();
        ReadableRows.RowConsumer keep = row -> found.putIfAbsent(row.getLong(1), LogRow.of(row));
        if (!from.readBothEnds(ROOMS, keep)) {
            Map<Long, Long> ids = new HashMap<>();
            from.readBothEnds(ROOM_IDS, row -> ids.put(row.getLong(1), row.getLong(2)));
            from.readBothEnds(ROOM_NAMES, row -> {
                Long id = ids.get(row.getLong(1));
                if (id != null && !found.containsKey(id)) {
                    from.read(ROOM, keep, row.getLong(1));
                    if (!found.containsKey(id)) {
                        found.put(id, roomKnownByName(id, row.getString(2)));
                        namesOnly.add(id);
                    }
                }
            });
        }
        return found;
    }

    private LogRow roomKnownByName(long id, String name) {
        return LogRow.fresh(id, name, new LogExtent(List.of(new Epoch(epochs.get(), 0)), 1, 0), 0);
    }

    /** Copies a log, and makes its rows agree with each other. */
    private void copyRoom(LogRow row) throws SQLException {
        from.copy("lost", "WHERE room = ? ORDER BY member", row.id());
        from.copy("members", "WHERE room = ? ORDER BY member", row.id());
        from.copy("ids", "WHERE room = ? ORDER BY session", row.id());
        Run run = longestRun(row);
        boolean sound = row.extent().isSound();
        boolean whole = run.events() == row.events() && !namesOnly.contains(row.id()) && sound;
        boolean named = sound && (row.extent().isBorn() || run.events() == 0);
        LogRow born = named ? row : roomKnownByName(row.id(), row.name());
        List<Epoch> begun = born.extent().upTo(run.last()).epochs();
        LogExtent extent = whole ? born.extent() : new LogExtent(begun, run.first(), run.last());
        for (String cut : CUTS) {
            to.update(cut, row.id(), extent.oldest(), Math.max(extent.head(), run.last()));
        }
        // Lower than the generation of any store that was repaired, even if the damaged one no longer said its own.
        born.withGeneration(0)
                .withEvents(extent, Amount.NONE, Amount.NONE)
                .recounted(to, EventRow.COLUMNS, event -> {})
                .write(to);
        events += run.events();
        if (!whole && ++damaged <= MOST_NAMED) {
            LOG.log(Level.WARNING, () -> sentence(row, run));
        }
    }

    /**
     * Copies all events of a log that can be read, and returns the longest run of them. Behind one that cannot be read
     * the steps grow with the hole, and what was stepped over is read backwards.
     */
    private Run longestRun(LogRow row) throws SQLException {
        long hole = Math.max(1, row.extent().oldest());
        Run longest = new Run(hole, hole - 1, 0);
        boolean broken = false;
        boolean end = false;
        // Garbage may put the head at the highest number: no step goes beyond that.
        long last = Math.min(Math.max(row.extent().head(), hole), HIGHEST_OFFSET);
        for (long at = hole; !end && at <= last; ) {
            end = copyEvents(row, "", at, Long.MAX_VALUE);
            broken |= !end;
            if (part(row, at).events() > 0) {
                copyEvents(row, " DESC", hole, at - 1);
                Run part = part(row, hole);
                longest = part.events() > longest.events() ? part : longest;
                hole = part.last() + 1;
                at = hole + 1;
            } else {
                at += 1 + (at - hole) / PARTS_OF_A_HOLE;
            }
        }
        boolean explained = broken || longest.events() == row.events();
        long losses = to.first(LOSSES, found -> found.getLong(1), row.id()).orElseThrow();
        return explained && losses == row.losses()
                ? longest
                : to.first(WITHOUT_HOLES, Run::of, row.id()).orElse(longest);
    }

    private Run part(LogRow row, long from) throws SQLException {
        return to.first(PART, Run::of, row.id(), from).orElseThrow();
    }

    /** Copies the events between two offsets, up to the first that cannot be read; returns whether there is none. */
    private boolean copyEvents(LogRow row, String order, long first, long last) throws SQLException {
        return from.read(
                eventRange + order,
                found -> {
                    boolean garbage = ReadableRows.isNoText(found, TYPE_OF_AN_EVENT);
                    for (int json : JSON_OF_AN_EVENT) {
                        garbage |= ReadableRows.isNoJson(found, json);
                    }
                    if (garbage) {
                        throw new SQLDataException("a text is garbage");
                    }
                    Event event = EventRow.read(found, row.name(), "");
                    EventRow.insert(to, row.id(), event);
                    progress.at(++copied, all);
                },
                row.id(),
                first,
                last);
    }

    /** Returns a sentence for the server's log about what is not in this run. */
    private static String sentence(LogRow row, Run run) {
        if (row.events() == 0) {
            return "the room " + row.name() + " lost "
                    + (run.events() == 0 ? "everything but its name" : "its extent and epochs");
        }
        boolean front = run.first() > row.extent().oldest();
        boolean end = run.last() < row.extent().head();
        return "the room " + row.name() + " lost "
                + (row.events() - run.events())
                + " events"
                + (front ? " before offset " + run.first() : "")
                + (front && end ? " and" : "")
                + (end ? " from offset " + (run.last() + 1) + " on" : "");
    }

    /** Returns how many rooms have only events left. A store of an older version does not say which were removed. */
    private long lostRooms(Set<Long> rooms) throws SQLException {
        Set<Long> known = new HashSet<>(rooms);
        from.readBothEnds("SELECT room FROM removed ORDER BY room", row -> known.add(row.getLong(1)));
        long[] lost = {0};
        from.read(ROOMS_WITH_EVENTS, row -> lost[0] += known.contains(row.getLong(1)) ? 0 : 1);
        return lost[0];
    }
}
