package io.roomcast.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.roomcast.engine.sqlite.EventRow;
import io.roomcast.engine.sqlite.LogRow;
import io.roomcast.engine.sqlite.Sqlite;
import io.roomcast.engine.sqlite.StoreConnection;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Position;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The columns of one row, each a line: damage may leave anything there, also of another type. */
class StoredRowFuzz {
    private static final int EVENT = 9;
    private static final int LOG = 14;

    private final StoreConnection connection = connection();

    private static StoreConnection connection() {
        try {
            return new Sqlite(Path.of(":memory:")).openNew();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @FuzzTest
    void columns_are_a_row_or_refused_as_data(byte[] bytes) throws SQLException {
        List<Object> columns = new ArrayList<>();
        for (String line : Input.lines(bytes)) {
            columns.add(column(line));
        }
        while (columns.size() < LOG) {
            columns.add("");
        }
        read(columns.subList(0, EVENT), row -> EventRow.read(row, "lobby", "e")).ifPresent(StoredRowFuzz::assertUsable);
        read(columns.subList(0, LOG), LogRow::of).ifPresent(StoredRowFuzz::assertUsable);
    }

    /** A line that begins like a number is one; one in quotes is bytes, and an empty one is nothing at all. */
    private static Object column(String line) {
        if (line.matches("-?[0-9]{1,18}")) {
            return Long.parseLong(line);
        }
        if (line.equals("null")) {
            return null;
        }
        return line.startsWith("'") ? Input.bytes(line.substring(1)) : line;
    }

    private <T> Optional<T> read(List<Object> columns, StoreConnection.Row<T> row) throws SQLException {
        String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
        try {
            return connection.first("SELECT " + places, row, columns.toArray());
        } catch (SQLException nonsense) {
            assertTrue(Sqlite.isDamage(nonsense), () -> "not told as damage: " + nonsense);
            return Optional.empty();
        }
    }

    private static void assertUsable(Event event) {
        Content content = event.content();
        assertTrue(event.size() >= content.data().length());
        assertTrue(content.meta().length() <= Content.LONGEST_META);
        assertEquals(content.to().isEmpty(), !content.isPrivate());
        assertTrue(event.isFor("somebody") || content.isFiltered());
        assertEquals(event.offset(), event.position().offset());
    }

    /** A reader can be told where it stands, for any values. */
    private static void assertUsable(LogRow row) {
        LogExtent extent = row.extent();
        assertEquals(List.of(), row.differences(row));
        for (Position position : List.of(Position.START, extent.end(), extent.beginning(), new Position("e", 5))) {
            extent.holds(position);
            extent.insteadOf(position);
            extent.sharedUpTo(position);
            extent.acrossEpochs(position);
            extent.endOfEpochAfter(position.offset());
        }
        assertTrue(extent.continues(extent));
    }
}
