package io.roomcast.engine.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.roomcast.kit.Asked;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("the ids of what programs say, in a store on disk")
class ProgramIdsOnDiskTest extends OnDisk {
    private static final Member ALL_BUT_ANN = Member.unheardBy(ANN.id());

    private static Receipt told(SqliteEngine engine, Member from, String id, String data) {
        Content content = new Content("order", data, false, List.of(), from.isGuest());
        return new Asked(engine)
                .append(List.of(new Draft(ROOM, from, id, List.of(content))))
                .get(0);
    }

    private static Position order(SqliteEngine engine, Member from, String id) {
        return assertInstanceOf(Receipt.Appended.class, told(engine, from, id, "17"))
                .position();
    }

    /** Both are known, with what they said, and no client's ids are. */
    private void assertKnown(Position first, Position second) {
        try (SqliteEngine engine = open()) {
            assertEquals(new Receipt.Repeated(first), told(engine, Member.NOBODY, "order-17", "17"));
            assertEquals(new Receipt.Conflict(), told(engine, Member.NOBODY, "order-17", "18"));
            assertEquals(new Receipt.Repeated(second), told(engine, ALL_BUT_ANN, "order-18", "17"));
            assertEquals(new Receipt.Conflict(), told(engine, Member.unheardBy(BOB.id()), "order-18", "17"));
            assertEquals(2, extent(engine, ROOM).head());
        }
        assertWhole(file());
    }

    @Test
    @DisplayName("are known after a restart, after a kill, and in a damaged store that was repaired")
    void reopened() throws Exception {
        Position first;
        try (SqliteEngine engine = open()) {
            first = order(engine, Member.NOBODY, "order-17");
        }
        SqliteEngine killed = open();
        Position second = order(killed, ALL_BUT_ANN, "order-18");
        killed(killed);
        assertKnown(first, second);
        noteDamage();
        assertKnown(first, second);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    @DisplayName("fit into a store of a former version")
    void formerVersion(int version) throws Exception {
        try (SqliteEngine engine = open()) {
            order(engine, Member.NOBODY, "");
        }
        becomeVersion(version);
        try (SqliteEngine engine = open()) {
            order(engine, Member.NOBODY, "order-17");
        }
        try (SqliteEngine engine = open()) {
            assertInstanceOf(Receipt.Repeated.class, told(engine, Member.NOBODY, "order-17", "17"));
        }
        assertWhole(file());
    }

    @Test
    @DisplayName("have a row each, and what is said without an id has none")
    void rows() throws SQLException {
        try (SqliteEngine engine = open()) {
            order(engine, Member.NOBODY, "");
            order(engine, ALL_BUT_ANN, "");
            order(engine, Member.guest("ann"), "order-17");
            assertEquals(0, count("ids"));
            order(engine, Member.NOBODY, "order-17");
            told(engine, Member.NOBODY, "order-17", "17");
            order(engine, ALL_BUT_ANN, "order-18");
            assertEquals(2, count("ids"));
        }
    }
}
