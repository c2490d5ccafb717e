package io.roomcast.engine.sqlite.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.engine.sqlite.OnDisk;
import io.roomcast.engine.sqlite.SqliteEngine;
import io.roomcast.kit.Asked;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Receipt;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the fingerprint of a publish")
class FingerprintsTest extends OnDisk {
    /** The publisher in the store of an earlier Roomcast. */
    private static final Member FORMER = new Member("GS78tuTp5EAjZpDa", "ann");

    private static Draft draft(Member from, String id, String type, String data) {
        return new Draft("lobby", from, id, List.of(Content.of(type, data)));
    }

    private List<String> kept() throws Exception {
        return rows("SELECT fingerprint FROM ids ORDER BY session, turn");
    }

    private static void assertRepeated(long offset, SqliteEngine engine, Draft draft) {
        Optional<Receipt> recalled = now(engine.recall(List.of(draft))).get(0);
        assertEquals(
                offset,
                assertInstanceOf(Receipt.Repeated.class, recalled.orElseThrow())
                        .position()
                        .offset());
        assertEquals(recalled.get(), new Asked(engine).append(List.of(draft)).get(0));
    }

    private static void assertConflict(SqliteEngine engine, Draft draft) {
        assertInstanceOf(
                Receipt.Conflict.class, new Asked(engine).append(List.of(draft)).get(0));
    }

    @Test
    @DisplayName("cannot be computed by somebody who only guesses what was said, and differs from store to store")
    void sealed() throws Exception {
        Draft draft = draft(ANN, "c-1", "message", "\"yes\"");
        try (SqliteEngine engine = open()) {
            new Asked(engine).append(List.of(draft));
        }
        String first = kept().get(0);
        assertTrue(first.matches("k[0-9a-f]{32}"), first);
        assertNotEquals(draft.fingerprint(), first.substring(1));
        change("DELETE FROM ids", "DELETE FROM store WHERE name = 'secret'");
        try (SqliteEngine engine = open()) {
            new Asked(engine).append(List.of(draft));
        }
        assertNotEquals(first, kept().get(0));
    }

    @Test
    @DisplayName("tells a repeat after a restart, from memory and from the table")
    void repeated() throws Exception {
        Draft draft = draft(ANN, "c-1", "message", "\"yes\"");
        try (SqliteEngine engine = open()) {
            new Asked(engine).append(List.of(draft));
            assertRepeated(1, engine, draft);
        }
        try (SqliteEngine engine = open()) {
            assertRepeated(1, engine, draft);
            assertConflict(engine, draft(ANN, "c-1", "message", "\"no\""));
        }
    }

    @Test
    @DisplayName("in a store of an earlier Roomcast still tells a repeat from another publish")
    void former() throws Exception {
        becomeStore("version-4");
        try (SqliteEngine engine = open()) {
            assertRepeated(1, engine, draft(FORMER, "c-1", "message", "\"hello\""));
            assertRepeated(2, engine, draft(FORMER, "c-2", "message", "\"rude\""));
            assertRepeated(3, engine, draft(Member.NOBODY, "order-17", "news", "17"));
            assertConflict(engine, draft(FORMER, "c-1", "message", "\"other\""));
            Draft fresh = draft(FORMER, "c-3", "message", "\"hello\"");
            new Asked(engine).append(List.of(fresh));
            assertRepeated(4, engine, fresh);
        }
        assertTrue(kept().get(3).startsWith("k"), kept().toString());
        assertWhole(file());
    }
}
