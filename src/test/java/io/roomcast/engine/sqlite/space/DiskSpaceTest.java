package io.roomcast.engine.sqlite.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.engine.sqlite.OnDisk;
import io.roomcast.engine.sqlite.SqliteEngine;
import io.roomcast.kit.Asked;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Outcome;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.refusal.Code;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the bound of a store on disk")
class DiskSpaceTest extends OnDisk {
    private static final long BOUND = 2 << 20;
    private static final long MOST = BOUND * 115 / 100;
    private static final String QUIET = "quiet";

    @BeforeEach
    void bound() {
        settings.storeBytes = BOUND;
        settings.bytes = 64 << 20;
        settings.events = 100_000;
    }

    private static Draft draft(String room, String from, String id, int length) {
        return new Draft(
                room, new Member(from, from), id, List.of(Content.of("message", '"' + "x".repeat(length) + '"')));
    }

    private static List<Outcome> write(SqliteEngine engine, int drafts, IntFunction<Draft> each) {
        return new Asked(engine)
                .outcomes(IntStream.range(0, drafts).mapToObj(each).toArray(Draft[]::new));
    }

    /** The bytes of the store that are in use, as another process sees them. */
    private long used() {
        try (var store = DriverManager.getConnection("jdbc:sqlite:" + file());
                ResultSet row = store.createStatement()
                        .executeQuery("SELECT (page_count - freelist_count) * page_size"
                                + " FROM pragma_page_count, pragma_freelist_count, pragma_page_size")) {
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertWithin(SqliteEngine engine, int groups, IntConsumer group) {
        long most = 0;
        for (int number = 0; number < groups; number++) {
            group.accept(number);
            most = Math.max(most, used());
            if (number % 10 == 0) {
                new Asked(engine).tidy();
            }
        }
        assertTrue(most <= MOST, "used " + most + " of " + BOUND);
    }

    private static void fillQuietly(SqliteEngine engine) {
        write(engine, 100, number -> draft(QUIET, "q", "", 10_000));
    }

    /** All but what the biggest room gives up in any case, which is its size in a day. */
    private static void assertQuietIsKept(SqliteEngine engine) {
        assertTrue(
                extent(engine, QUIET).oldest() <= 2,
                "it begins at " + extent(engine, QUIET).oldest());
        assertEquals(100, extent(engine, QUIET).head());
    }

    @Test
    @DisplayName(
            "holds while one client writes at full speed, what is acknowledged stays in order, and the file grows no more")
    void oneWriter() throws Exception {
        try (SqliteEngine engine = open()) {
            List<Long> offsets = new ArrayList<>();
            assertWithin(engine, 100, group -> {
                List<Outcome> outcomes =
                        write(engine, 20, number -> draft(ROOM, "w", "id-" + group + "-" + number, 10_000));
                outcomes.stream()
                        .filter(Receipt.Appended.class::isInstance)
                        .forEach(one ->
                                offsets.add(((Receipt.Appended) one).position().offset()));
            });
            assertEquals(2000, offsets.size());
            assertEquals(LongStream.rangeClosed(1, 2000).boxed().toList(), offsets);
            long oldest = extent(engine, ROOM).oldest();
            var page = new Asked(engine).read(ROOM, oldest - 1, 1000, 64 << 20);
            assertTrue(page.events().size() > 50, "keeps " + page.events().size());
            assertEquals(
                    page.events().stream().map(Event::offset).toList(),
                    LongStream.range(oldest, oldest + page.events().size())
                            .boxed()
                            .toList());
        }
        assertTrue(Files.size(file()) <= MOST, "the file has " + Files.size(file()));
        assertWhole(file());
    }

    @Test
    @DisplayName("costs the room that writes its history, and not a bigger one that is quiet")
    void quietRoom() {
        try (SqliteEngine engine = open()) {
            fillQuietly(engine);
            // Long ago: it counts nothing any more.
            time.set(time.instant().plusSeconds(86_400));
            write(engine, 1, number -> draft(ROOM, "w", "", 10));
            assertWithin(engine, 100, group -> write(engine, 20, number -> draft(ROOM, "w", "", 3_000)));
            assertQuietIsKept(engine);
            assertTrue(extent(engine, ROOM).head() - extent(engine, ROOM).oldest() > 50);
        }
        assertWhole(file());
    }

    @Test
    @DisplayName("holds in a flood of small rooms, which costs no quiet room its history")
    void smallRooms() {
        try (SqliteEngine engine = open()) {
            fillQuietly(engine);
            time.set(time.instant().plusSeconds(86_400));
            assertWithin(
                    engine,
                    100,
                    group -> write(engine, 100, number -> draft("r" + group + "-" + number, "w", "", 500)));
            assertQuietIsKept(engine);
        }
        assertWhole(file());
    }

    @Test
    @DisplayName("counts ids as well, whose events are gone")
    void ids() throws Exception {
        settings.events = 10;
        try (SqliteEngine engine = open()) {
            assertWithin(
                    engine,
                    100,
                    group -> write(
                            engine, 500, number -> draft(ROOM, "m-" + group + "-" + number, "an id of a client", 10)));
            assertTrue(count("ids") > 1000, count("ids") + " ids");
            assertEquals(50_000, extent(engine, ROOM).head());
        }
        assertWhole(file());
    }

    @Test
    @DisplayName("holds again soon after a start with a lower one")
    void restart() {
        settings.storeBytes = 4 * BOUND;
        try (SqliteEngine engine = open()) {
            IntStream.range(0, 4).forEach(room -> write(engine, 100, number -> draft("r" + room, "w", "", 15_000)));
        }
        assertTrue(used() > 2 * BOUND);
        settings.storeBytes = BOUND;
        try (SqliteEngine engine = open()) {
            Outcome.Refused refused = (Outcome.Refused)
                    write(engine, 1, number -> draft("other", "w", "", 10)).get(0);
            assertEquals(Code.BUSY, refused.why().code());
            for (int second = 0; second < 20; second++) {
                new Asked(engine).tidy();
            }
            assertTrue(used() <= BOUND, "used " + used());
            assertWithin(engine, 50, group -> write(engine, 20, number -> draft("other", "w", "", 3_000)));
            assertEquals(1000, extent(engine, "other").head());
        }
        assertWhole(file());
    }

    @Test
    @DisplayName("counts what is left of a removed room")
    void removed() {
        try (SqliteEngine engine = open()) {
            IntStream.range(0, 15).forEach(group -> write(engine, 1000, number -> draft(QUIET, "q", "", 10)));
            IntStream.range(0, 10).forEach(group -> write(engine, 10, number -> draft(ROOM, "w", "", 10_000)));
            new Asked(engine).remove(QUIET);
            assertWithin(engine, 50, group -> write(engine, 20, number -> draft(ROOM, "w", "", 10_000)));
        }
        assertWhole(file());
    }

    @Test
    @DisplayName("refuses what does not fit, and all that follow in the same group, and nothing of them is kept")
    void tooMuchAtOnce() {
        try (SqliteEngine engine = open()) {
            List<Outcome> outcomes =
                    write(engine, 60, number -> draft(ROOM, "w", "", number == 40 ? 3_000_000 : 30_000));
            assertTrue(outcomes.subList(0, 40).stream().allMatch(Receipt.Appended.class::isInstance));
            for (Outcome refused : outcomes.subList(40, 60)) {
                assertEquals(Code.BUSY, ((Outcome.Refused) refused).why().code());
            }
            assertEquals(40, extent(engine, ROOM).head());
            assertTrue(used() <= MOST);
        }
        assertWhole(file());
    }
}
