package io.roomcast.engine.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Asked;
import io.roomcast.room.engine.Lease;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Outcome;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteErrorCode;

@DisplayName("a room that is removed from a store on disk")
class RemovalTest extends OnDisk {
    private static final String BIG = "big";
    private static final String OTHER = "other";
    private static final int BITE = 500;
    /** So many ticks are enough for any room here. */
    private static final int TICKS = 20;

    @BeforeEach
    void bounds() {
        settings.events = 100_000;
        settings.bytes = 1 << 30;
        settings.privateEvents = 0;
    }

    /** A room with rows in each table. */
    private void fill(SqliteEngine engine, String room, int events, int others) {
        List<String> visitors =
                IntStream.range(0, others).mapToObj(number -> "v-" + number).toList();
        visitors.forEach(visitor -> new Asked(engine).seat(room, new Member(visitor, visitor)));
        Content secret = new Content("message", "1", false, visitors, true);
        List<Draft> drafts = new ArrayList<>();
        drafts.add(new Draft(room, ANN, "", List.of(secret)));
        visitors.forEach(visitor ->
                drafts.add(new Draft(room, new Member(visitor, visitor), "c-1", List.of(Content.of("message", "1")))));
        new Asked(engine).append(drafts);
        sayMany(engine, room, events, 10);
        new Asked(engine).seat(room, BOB);
        new Asked(engine).free(room, BOB);
        visitors.forEach(visitor -> new Asked(engine).free(room, new Member(visitor, visitor)));
        new Asked(engine).tidy();
    }

    private long rows() throws SQLException {
        long rows = 0;
        for (String table : List.of("events", "ids", "members", "lost")) {
            rows += count(table);
        }
        return rows;
    }

    private void tidyUntilGone(SqliteEngine engine) throws SQLException {
        for (int tick = 0; tick < TICKS && count("removed") > 0; tick++) {
            new Asked(engine).tidy();
        }
        assertEquals(0, count("removed"));
    }

    @Test
    @DisplayName("costs others no transaction of more than a bite, and lets them in between any two")
    void bites() throws Exception {
        Transactions transactions = new Transactions();
        try (SqliteEngine engine = open(file(), transactions::around)) {
            say(engine, OTHER, "first");
            fill(engine, BIG, 50_000, 1200);
            int before = transactions.done().size();
            List<CompletableFuture<List<Outcome>>> appends = new ArrayList<>();
            AtomicInteger bites = new AtomicInteger();
            transactions.inBite(() -> {
                Content one = Content.of("message", String.valueOf(bites.incrementAndGet()));
                Draft draft = new Draft(OTHER, ANN, "", List.of(one));
                appends.add(engine.append(List.of(draft), Lease.ENDLESS).toCompletableFuture());
            });
            new Asked(engine).remove(BIG);
            tidyUntilGone(engine);
            appends.forEach(append ->
                    assertInstanceOf(Receipt.Appended.class, append.join().get(0)));
            assertTrue(transactions.most() <= BITE + 2, "rows in one transaction: " + transactions.most());
            List<String> done = transactions.done();
            List<String> during = done.subList(before, done.size());
            assertTrue(during.stream().filter("bite"::equals).count() > 50_000 / BITE, during.toString());
            for (int index = 1; index < during.size(); index++) {
                assertFalse(
                        during.get(index).equals("bite")
                                && during.get(index - 1).equals("bite"),
                        during.toString());
            }
            assertEquals(appends.size() + 1, extent(engine, OTHER).head());
        }
        assertEquals(1, count("ids"), "the id of what was said in the other room");
        assertWhole(file());
    }

    @Test
    @DisplayName(
            "is gone at once, also after a kill while its rows are let go of, and a new one of its name is another")
    void atOnce() throws Exception {
        Position last;
        SqliteEngine killed = open();
        fill(killed, BIG, 3000, 600);
        last = say(killed, BIG, "last");
        now(killed.remove(BIG));
        assertGone(killed, last);
        killed(killed);
        assertTrue(rows() > 3000, "it was killed before the end");
        assertWhole(file());
        try (SqliteEngine engine = open()) {
            assertGone(engine, last);
            assertEquals(1, say(engine, BIG, "last").offset());
            assertNotEquals(last.epoch(), extent(engine, BIG).end().epoch());
            assertEquals(Map.of(1L, "\"last\""), said(engine, BIG));
            assertWhole(file());
            tidyUntilGone(engine);
            assertEquals(Map.of(1L, "\"last\""), said(engine, BIG));
            assertInstanceOf(Receipt.Repeated.class, published(engine, BIG, "last"));
        }
        assertEquals(2, rows(), "an event and its id");
        assertWhole(file());
    }

    private static void assertGone(SqliteEngine engine, Position last) {
        Draft repeat = new Draft(BIG, ANN, "id of last", List.of(Content.of("message", "\"last\"")));
        assertEquals(LogExtent.UNBORN, extent(engine, BIG));
        assertEquals(List.of(), new Asked(engine).read(BIG, 0, 10, 1000).events());
        assertEquals(Map.of(), new Asked(engine).read(BIG, 0, 10, 1000).lost());
        assertEquals(Optional.empty(), new Asked(engine).recall(repeat));
        assertFalse(new Asked(engine).knows(BIG, BOB));
        assertEquals(List.of(), new Asked(engine).here(BIG));
        assertEquals(new Receipt.Stranger(BOB.id()), whispered(engine, BIG, BOB));
        assertFalse(extent(engine, BIG).holds(last));
    }

    @Test
    @DisplayName("leaves its number to nobody before the last of its rows is gone")
    void numbers() throws Exception {
        try (SqliteEngine engine = open()) {
            fill(engine, BIG, 3000, 10);
            new Asked(engine).remove(BIG);
            say(engine, OTHER, "one", "two");
            assertEquals(Map.of(1L, "\"one\"", 2L, "\"two\""), said(engine, OTHER));
            tidyUntilGone(engine);
            assertEquals(Map.of(1L, "\"one\"", 2L, "\"two\""), said(engine, OTHER));
        }
        assertWhole(file());
    }

    @Test
    @DisplayName(
            "is there as a whole or removed, whichever call fails while it is removed, and in the end nothing is left")
    void anyCallFails() throws Exception {
        boolean met = true;
        for (int call = 1; met; call++) {
            AtomicInteger calls = new AtomicInteger(Integer.MIN_VALUE);
            int failing = call;
            WatchedConnection.Watch watch = (method, sql) -> {
                boolean writes = method.equals("executeUpdate") || (method.equals("commit") && calls.get() > 0);
                if (writes && calls.incrementAndGet() == failing) {
                    throw new SQLException("the disk is broken");
                }
            };
            String room = "room-" + call;
            try (SqliteEngine engine = open(file(), WatchedConnection.by(watch))) {
                fill(engine, room, 1200, 3);
                new Asked(engine).seat(room, ANN);
                new Asked(engine).free(room, ANN);
                calls.set(0);
                boolean removed = tried(() -> new Asked(engine).remove(room));
                boolean tidied = tried(() -> new Asked(engine).tidy());
                met = calls.getAndSet(Integer.MIN_VALUE) >= failing;
                assertEquals(met, !removed || !tidied, "at call " + call);
                assertWhole(file());
                assertEquals(removed ? 0 : 1204, extent(engine, room).head(), "at call " + call);
                assertEquals(!removed, new Asked(engine).knows(room, BOB), "at call " + call);
                assertEquals(!removed, new Asked(engine).knows(room, ANN), "not written yet, at call " + call);
                new Asked(engine).tidy();
                new Asked(engine).remove(room);
                tidyUntilGone(engine);
            }
            assertEquals(0, rows() + count("rooms"));
        }
    }

    private static boolean tried(Runnable deed) {
        try {
            deed.run();
            return true;
        } catch (CompletionException failure) {
            return false;
        }
    }

    @Test
    @DisplayName("is not in a store that is repaired, and is not counted among what is lost")
    void madeWhole() throws Exception {
        try (SqliteEngine engine = open()) {
            fill(engine, BIG, 3000, 600);
            say(engine, OTHER, "one");
            new Asked(engine).remove(BIG);
        }
        noteDamage();
        try (SqliteEngine engine = open()) {
            assertEquals(LogExtent.UNBORN, extent(engine, BIG));
            assertEquals(Map.of(1L, "\"one\""), said(engine, OTHER));
            assertEquals(2, rows());
            assertEquals(0, count("removed"));
        }
        assertWhole(file());
    }

    @Test
    @DisplayName("can be removed from a store of the second version, whose backup is checked as it is")
    void secondVersion() throws Exception {
        try (SqliteEngine engine = open()) {
            fill(engine, BIG, 1200, 3);
        }
        becomeVersion(2);
        assertWhole(file());
        try (SqliteEngine engine = open()) {
            assertEquals(1204, extent(engine, BIG).head());
            new Asked(engine).remove(BIG);
            assertWhole(file());
            tidyUntilGone(engine);
        }
        assertEquals(0, rows() + count("rooms"));
        assertWhole(file());
    }

    @Test
    @DisplayName("stays as far as it is there when its rows are damaged, and the rest of the store is looked after")
    void damaged() throws Exception {
        AtomicInteger tried = new AtomicInteger();
        WatchedConnection.Watch watch = (method, sql) -> {
            if (method.equals("executeUpdate") && sql.startsWith("DELETE FROM events") && tried.getAndIncrement() > 0) {
                throw new SQLException("malformed", "", SQLiteErrorCode.SQLITE_CORRUPT.code);
            }
        };
        try (SqliteEngine engine = open(file(), WatchedConnection.by(watch))) {
            fill(engine, BIG, 3000, 3);
            tried.set(0);
            new Asked(engine).remove(BIG);
            assertFalse(tried(() -> new Asked(engine).tidy()));
            assertTrue(tried(() -> new Asked(engine).tidy()), "it is not tried again");
            assertTrue(
                    new Asked(engine).trouble().orElse("").contains("damaged"),
                    new Asked(engine).trouble().toString());
            say(engine, OTHER, "one");
        }
        try (SqliteEngine engine = open()) {
            assertEquals(Map.of(1L, "\"one\""), said(engine, OTHER));
            assertEquals(2, rows());
        }
        assertWhole(file());
    }
}
