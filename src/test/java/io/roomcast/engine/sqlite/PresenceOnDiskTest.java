package io.roomcast.engine.sqlite;

import static io.roomcast.room.log.SeatRequest.Manner.JOIN;
import static io.roomcast.room.log.SeatRequest.Manner.LINGER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.Asked;
import io.roomcast.kit.Clerk;
import io.roomcast.room.engine.Engine;
import io.roomcast.room.engine.Presence.Lost;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.RosterChange;
import io.roomcast.room.log.SeatRequest.Manner;
import io.roomcast.room.log.SeatResult;
import io.roomcast.room.log.SeatResult.Before;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteErrorCode;

@DisplayName("who is in a room, in a store on disk")
class PresenceOnDiskTest extends OnDisk {
    private static final Duration GONE = Duration.ofSeconds(15);
    private static final Ending KICKED = Ending.of(Code.KICKED);

    private static Clerk in(Engine engine, String room) {
        return new Clerk(engine, "here", room);
    }

    private static SeatResult.Sat sits(Clerk clerk, Manner manner, Member member) {
        return assertInstanceOf(SeatResult.Sat.class, clerk.does(clerk.take(manner, member, "of " + member.id())));
    }

    /** In these rooms something was said, and Ann was seated, when a former run ended. */
    private void formerRun(String... rooms) {
        try (SqliteEngine engine = open()) {
            for (String room : rooms) {
                say(engine, room, "c-1");
                sits(in(engine, room), JOIN, ANN);
            }
        }
    }

    private static List<Member> seated(Clerk clerk) {
        return clerk.since(0).changes().stream()
                .map(change -> ((RosterChange.Sat) change).member())
                .toList();
    }

    @Test
    @DisplayName("is seated by a lost server when the store is opened again, with a higher number than before")
    void reopened() {
        long number;
        try (SqliteEngine engine = open()) {
            say(engine, ROOM, "c-1");
            sits(in(engine, ROOM), JOIN, ANN);
            number = sits(in(engine, ROOM), JOIN, BOB).number();
            in(engine, ROOM).does(in(engine, ROOM).free(BOB, KICKED));
        }
        time.stand(Duration.ofSeconds(1));
        try (SqliteEngine engine = open()) {
            Clerk here = in(engine, ROOM);
            assertTrue(here.opened() > number);
            assertEquals(List.of(ANN), seated(here));
            assertEquals(here.opened(), here.since(0).revision());
            assertEquals(Before.A_LOST_SERVER, sits(here, LINGER, ANN).before());
            assertEquals(Before.A_SERVER, sits(here, JOIN, ANN).before());
            assertEquals(Before.NOBODY, sits(here, JOIN, BOB).before());
        }
    }

    @Test
    @DisplayName("is given up when it did not come back for so long, and who came back is not")
    void swept() {
        try (SqliteEngine engine = open()) {
            say(engine, ROOM, "c-1");
            sits(in(engine, ROOM), JOIN, ANN);
            sits(in(engine, ROOM), JOIN, BOB);
        }
        try (SqliteEngine engine = open()) {
            Clerk here = in(engine, ROOM);
            here.opened();
            assertEquals(List.of(), here.sweep(GONE));
            sits(here, JOIN, BOB);
            time.stand(GONE.minusMillis(1));
            assertEquals(List.of(), here.sweep(GONE));
            time.stand(Duration.ofMillis(1));
            assertEquals(List.of(new Lost(ROOM, ANN)), here.sweep(GONE));
            assertEquals(List.of(), here.sweep(GONE));
            assertEquals(List.of(BOB), new Asked(engine).here(ROOM));
        }
        try (SqliteEngine engine = open()) {
            assertEquals(List.of(BOB), new Asked(engine).here(ROOM));
        }
    }

    @Test
    @DisplayName(
            "is given up also in rooms that nobody opens, however many they are, and is known no longer than who left")
    void sweptUnopened() {
        String[] rooms =
                IntStream.range(0, 2500).mapToObj(number -> "room-" + number).toArray(String[]::new);
        formerRun(rooms);
        try (SqliteEngine engine = open()) {
            Clerk here = in(engine, ROOM);
            Set<Lost> lost = new HashSet<>();
            for (int second = 0; second < 60; second++) {
                lost.addAll(here.sweep(GONE));
                time.stand(Duration.ofSeconds(1));
            }
            assertEquals(2500, lost.size());
            here.tidy();
        }
        time.stand(settings.idLife);
        try (SqliteEngine engine = open()) {
            assertEquals(Optional.empty(), in(engine, "room-7").knows(ANN));
        }
        assertWhole(file());
    }

    @Test
    @DisplayName("stays as it is by now when the room leaves memory and is opened again")
    void restedAndOpened() {
        try (SqliteEngine engine = open()) {
            say(engine, ROOM, "c-1");
            sits(in(engine, ROOM), JOIN, ANN);
            sits(in(engine, ROOM), JOIN, BOB);
        }
        try (SqliteEngine engine = open()) {
            Clerk here = in(engine, ROOM);
            here.opened();
            SeatResult.Sat back = sits(here, JOIN, ANN);
            here.does(here.free(BOB, KICKED));
            here.rest();
            assertEquals(back.number() + 1, here.opened());
            assertEquals(List.of(ANN), seated(here));
            assertEquals(Before.A_SERVER, sits(here, JOIN, ANN).before());
        }
    }

    @Test
    @DisplayName("is asked about first by whoever sits down in a room that nobody opened")
    void changedUnopened() {
        formerRun(ROOM, "other");
        try (SqliteEngine engine = open()) {
            Clerk here = in(engine, ROOM);
            Clerk other = in(engine, "other");
            List<SeatResult> done = here.change(here.take(JOIN, ANN, "a-1"), other.free(ANN, KICKED));
            assertEquals(Before.A_LOST_SERVER, ((SeatResult.Sat) done.get(0).outcome()).before());
            assertEquals(
                    new SeatResult.Freed(Optional.of(ANN), true), done.get(1).outcome());
            assertEquals(List.of(), seated(other));
        }
    }

    @Test
    @DisplayName("is there after a kill, as it was written a second ago at most")
    void killed() throws Exception {
        SqliteEngine killed = open();
        say(killed, ROOM, "c-1");
        Clerk before = in(killed, ROOM);
        sits(before, JOIN, ANN);
        sits(before, JOIN, BOB);
        before.tidy();
        before.does(before.free(ANN, KICKED));
        before.tidy();
        sits(before, JOIN, new Member("late-id", "late"));
        killed(killed);
        try (SqliteEngine engine = open()) {
            assertEquals(List.of(BOB), seated(in(engine, ROOM)));
            assertTrue(new Asked(engine).knows(ROOM, ANN));
        }
        assertWhole(file());
    }

    @Test
    @DisplayName("comes, goes, asks and answers while the disk is full, and is written when it has room again")
    void fullDisk() {
        AtomicBoolean full = new AtomicBoolean();
        try (SqliteEngine engine = open(file(), WatchedConnection.by((method, sql) -> {
            if (full.get() && method.equals("executeUpdate")) {
                throw new SQLException("the disk is full", null, SQLiteErrorCode.SQLITE_FULL.code);
            }
        }))) {
            say(engine, ROOM, "c-1");
            Clerk here = in(engine, ROOM);
            sits(here, JOIN, ANN);
            full.set(true);
            tidyOnFullDisk(here);
            here.does(here.free(ANN, KICKED));
            assertEquals(Before.NOBODY, sits(here, JOIN, BOB).before());
            SeatResult.Outcome asked = here.does(here.ask(BOB, Content.of("question", "1"), "asker"));
            long question = assertInstanceOf(SeatResult.Asked.class, asked).number();
            assertEquals(new SeatResult.Answered(), here.does(here.answer(BOB, question, AnswerData.NOTHING)));
            tidyOnFullDisk(here);
            assertEquals(List.of(BOB), new Asked(engine).here(ROOM));
            assertEquals(2, here.since(0).changes().size());
            assertEquals(Optional.of(ANN), here.knows(ANN));
            assertTrue(engine.trouble().isPresent());
            assertEquals(List.of(), here.sweep(GONE));
            full.set(false);
            here.tidy();
        }
        try (SqliteEngine engine = open()) {
            assertEquals(List.of(BOB), new Asked(engine).here(ROOM));
        }
        assertWhole(file());
    }

    private static void tidyOnFullDisk(Clerk here) {
        assertThrows(RuntimeException.class, here::tidy);
    }

    @Test
    @DisplayName(
            "is looked for again in rooms that are not open when it is asked for again: nothing is kept of the names")
    void namesAreNotKept() {
        AtomicInteger looks = new AtomicInteger();
        WatchedConnection.Watch watch = (method, sql) -> {
            if (method.equals("executeQuery") && sql.contains("FROM rooms WHERE name")) {
                looks.incrementAndGet();
            }
        };
        try (SqliteEngine engine = open(file(), WatchedConnection.by(watch))) {
            Map<Boolean, Integer> seen = new TreeMap<>();
            for (boolean swept : List.of(false, true)) {
                for (int round = 0; round < 2; round++) {
                    looks.set(0);
                    in(engine, "nobody-opens-it").members(0, 1);
                    seen.put(swept, looks.get());
                    here(engine).tidy();
                }
                here(engine).sweep(GONE);
            }
            assertEquals(Map.of(false, 1, true, 0), seen);
        }
    }

    private static Clerk here(Engine engine) {
        return in(engine, ROOM);
    }
}
