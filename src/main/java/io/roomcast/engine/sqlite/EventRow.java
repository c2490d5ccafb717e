package io.roomcast.engine.sqlite;

import io.roomcast.room.log.Content;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Maps events to rows. Stateless. */
public final class EventRow {
    /** The columns of the first version. */
    private static final String FORMER = "number, at, sender, sender_name, type, data, flags, recipients";

    /** The columns that {@link #read} needs, in its order, of a store that is up to date. */
    static final String COLUMNS = FORMER + ", meta";

    private static final String INSERT =
            "INSERT INTO events (room, " + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String ONE = "SELECT " + COLUMNS + " FROM events WHERE room = ? AND number = ?";
    private static final String REPLACE =
            "UPDATE events SET data = ?, flags = ?, meta = ? WHERE room = ? AND number = ?";
    private static final int ARGS = 1;
    private static final int NO_ECHO = 2;

    private EventRow() {}

    /** Returns the columns that {@link #read} needs. In a store of an older version events have no meta. */
    public static String columns(StoreConnection connection) throws SQLException {
        return Schema.has(connection, "events", "meta") ? COLUMNS : FORMER + ", ''";
    }

    static void insert(StoreConnection connection, long room, Event event) throws SQLException {
        Content content = event.content();
        connection.update(
                INSERT,
                room,
                event.offset(),
                event.at().toEpochMilli(),
                event.from().id(),
                event.from().name(),
                content.type(),
                content.data(),
                flags(content),
                content.isPrivate() ? String.join(" ", content.to()) : null,
                content.meta());
    }

    /** Replaces the data, flags and meta of the event at this offset. */
    static void replace(StoreConnection connection, long room, Event event) throws SQLException {
        Content content = event.content();
        connection.update(REPLACE, content.data(), flags(content), content.meta(), room, event.offset());
    }

    private static int flags(Content content) {
        return (content.args() ? ARGS : 0) + (content.echo() ? 0 : NO_ECHO);
    }

    /** Returns the event at an offset, if it is kept. */
    static Optional<Event> find(StoreConnection connection, LogRow row, long offset) throws SQLException {
        String epoch = row.extent().position(offset).epoch();
        return connection.first(ONE, found -> read(found, row.name(), epoch), row.id(), offset);
    }

    /**
     * Returns the event of the current row.
     *
     * @throws SQLException also if the columns make no sense; that counts as damage
     */
    public static Event read(ResultSet row, String room, String epoch) throws SQLException {
        Position position = new Position(epoch, row.getLong(1));
        Member from = new Member(Damage.text(row, 3), Damage.text(row, 4));
        Instant at = Instant.ofEpochMilli(row.getLong(2));
        return new Event(room, position, at, from, content(row, row.getLong(7)));
    }

    private static Content content(ResultSet row, long flags) throws SQLException {
        String type = Damage.text(row, 5);
        String data = Damage.text(row, 6);
        String meta = Damage.text(row, 9);
        if (meta.length() > Content.LONGEST_META) {
            throw Damage.nonsense("the meta of an event is garbage", null);
        }
        List<String> to = recipients(row.getString(8));
        return new Content(type, data, (flags & ARGS) != 0, to, (flags & NO_ECHO) == 0, meta);
    }

    private static List<String> recipients(String column) {
        return column == null ? List.of() : List.of(column.split(" ", -1));
    }
}
