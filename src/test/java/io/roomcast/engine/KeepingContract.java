package io.roomcast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.World;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every engine promises this about whole rooms and those in them: how long they are kept, and within which bounds. */
public abstract class KeepingContract extends LogFixture {

    private static Draft large(String room) {
        return new Draft(room, ANN, "", List.of(message("\"" + "x".repeat(1000) + "\"")));
    }

    private static Draft toAnn(String room) {
        return new Draft(room, BOB, "", List.of(to(1, ANN)));
    }

    private LogExtent extent(String room) {
        return asked().extent(room);
    }

    @Test
    @DisplayName("all rooms together stay within their bound: the biggest gives up its older half")
    void storeBound() {
        settings.storeBytes = 100_000;
        append(new Draft("small", ANN, "", List.of(message(1))));
        IntStream.range(0, 200).forEach(number -> append(large(ROOM)));
        append(new Draft("last", ANN, "", List.of(message(1))));
        tidy();
        long kept = read(0, 1000).events().size();
        assertTrue(kept > 0 && kept <= 100, "kept " + kept);
        assertEquals(200, extent().head());
        assertEquals(200 - kept + 1, extent().oldest());
        assertEquals(
                List.of(1L, 1L),
                List.of(extent("small").oldest(), extent("small").head()));
        assertEquals(
                List.of(1L, 1L), List.of(extent("last").oldest(), extent("last").head()));
    }

    @Test
    @DisplayName("rooms that are within their bound all together keep everything, however often they are looked at")
    void withinTheStoreBound() {
        // A store on disk takes its pages whole.
        settings.storeBytes = 1_000_000;
        IntStream.range(0, 80).forEach(number -> append(large(ROOM), large("other")));
        for (int time = 0; time < 5; time++) {
            tidy();
        }
        assertEquals(List.of(1L, 1L), List.of(extent().oldest(), extent("other").oldest()));
        assertEquals(List.of(80L, 80L), List.of(extent().head(), extent("other").head()));
    }

    @Test
    @DisplayName("a room that was never born is forgotten with its members as soon as it leaves memory")
    void neverBorn() {
        asked().seat("never", ANN);
        asked().rest("never");
        assertTrue(asked().knows("never", ANN), "as long as somebody is here");
        asked().free("never", ANN);
        asked().rest("never");
        assertEquals(new Receipt.Stranger(ANN.id()), append(toAnn("never")).get(0));
    }

    @Test
    @DisplayName("a room that was born keeps its events and members when it leaves memory")
    void bornAndResting() {
        asked().seat(ROOM, ANN);
        append(draft(ANN, "", message(1)));
        asked().seat(ROOM, BOB);
        asked().rest(ROOM);
        assertInstanceOf(Receipt.Appended.class, append(toAnn(ROOM)).get(0));
        assertInstanceOf(
                Receipt.Appended.class, append(draft(ANN, "", to(2, BOB))).get(0));
        assertEquals(3, extent().head());
    }

    @Test
    @DisplayName("who is seated is remembered however long, and who left as long as an id")
    void remembered() {
        append(draft(ANN, "", message(1)));
        assertFalse(remembers(ANN), "it never sat");
        asked().seat(ROOM, ANN);
        assertTrue(remembers(ANN));
        tidy();
        time.set(World.BEGINNING.plus(settings.idLife.multipliedBy(3)));
        tidy();
        assertTrue(remembers(ANN));
        assertFalse(remembers(BOB));
        asked().free(ROOM, ANN);
        assertTrue(remembers(ANN));
        tidy();
        time.set(World.BEGINNING.plus(settings.idLife.multipliedBy(4)));
        assertTrue(remembers(ANN));
        time.set(World.BEGINNING.plus(settings.idLife.multipliedBy(4)).plusMillis(1));
        assertFalse(remembers(ANN));
    }

    private boolean remembers(Member member) {
        return asked().knows(ROOM, member);
    }

    @Test
    @DisplayName("nothing is left of a room in which nothing is kept")
    void nothingIsLeft() {
        settings.age = Duration.ofHours(1);
        asked().seat(ROOM, ANN);
        append(draft(ANN, "c-1", message(1)));
        asked().free(ROOM, ANN);
        time.set(World.BEGINNING.plus(settings.idLife).plusMillis(1));
        tidy();
        time.set(World.BEGINNING.plus(settings.idLife.multipliedBy(2)));
        tidy();
        assertFalse(extent().isBorn());
        assertEquals(Optional.empty(), asked().trouble());
    }

    @Test
    @DisplayName("a removed room's members and losses are gone with it")
    void removedWithMembers() {
        settings.privateEvents = 1;
        asked().seat(ROOM, ANN);
        append(toAnn(ROOM), toAnn(ROOM));
        assertFalse(read(0, 10).lost().isEmpty());
        asked().free(ROOM, ANN);
        asked().seat(ROOM, BOB);
        asked().remove(ROOM);
        assertTrue(asked().knows(ROOM, BOB), "who is here is known to what comes next, too");
        assertEquals(new Receipt.Stranger(ANN.id()), append(toAnn(ROOM)).get(0));
        append(draft(ANN, "", message(1)));
        assertEquals(Map.of(), read(0, 10).lost());
        assertEquals(List.of("1"), said(read(0, 10)));
    }

    @Test
    @DisplayName("a member who left can be addressed as long as its token may be good, and no longer")
    void membersEnd() {
        asked().seat(ROOM, ANN);
        append(draft(BOB, "", message(1)));
        asked().free(ROOM, ANN);
        time.set(World.BEGINNING.plus(settings.idLife));
        tidy();
        assertInstanceOf(Receipt.Appended.class, append(toAnn(ROOM)).get(0));
        time.set(World.BEGINNING.plus(settings.idLife.multipliedBy(2)));
        tidy();
        assertEquals(new Receipt.Stranger(ANN.id()), append(toAnn(ROOM)).get(0));
    }

    @Test
    @DisplayName("who is known in one room is not known in another")
    void knownInOneRoom() {
        asked().seat("other", ANN);
        append(new Draft("other", ANN, "", List.of(message(1))), draft(BOB, "", message(1)));
        assertEquals(new Receipt.Stranger(ANN.id()), append(toAnn(ROOM)).get(0));
    }

    @Test
    @DisplayName("the ids of a session are remembered as long as it publishes now and then")
    void idsLiveOn() {
        append(draft(ANN, "c-1", message(1)));
        time.set(World.BEGINNING.plus(settings.idLife));
        append(draft(ANN, "c-2", message(2)));
        time.set(World.BEGINNING.plus(settings.idLife).plusMillis(1));
        tidy();
        assertInstanceOf(
                Receipt.Repeated.class, append(draft(ANN, "c-1", message(1))).get(0));
    }

    @Test
    @DisplayName("of more members than are remembered those go who came and left longest ago")
    void membersAreBounded() {
        settings.remembered = 150;
        append(draft(BOB, "", message(0)));
        for (int number = 1; number <= 400; number++) {
            time.set(World.BEGINNING.plusSeconds(number));
            Member visitor = new Member("visitor-" + number, "visitor");
            asked().seat(ROOM, visitor);
            asked().free(ROOM, visitor);
            tidy();
        }
        assertEquals(new Receipt.Stranger("visitor-250"), append(toVisitor(250)).get(0));
        // A store on disk lets go of a hundredth more than it must.
        assertInstanceOf(Receipt.Appended.class, append(toVisitor(252)).get(0));
        assertInstanceOf(Receipt.Appended.class, append(toVisitor(400)).get(0));
    }

    @Test
    @DisplayName("so it is in a room in which nothing was said yet, and who is seated there stays")
    void membersOfTheUnbornAreBounded() {
        settings.remembered = 150;
        asked().seat(ROOM, BOB);
        for (int number = 1; number <= 400; number++) {
            comeAndGo(ROOM, "visitor-" + number);
            if (number % 100 == 0) {
                tidy();
            }
        }
        assertEquals(new Receipt.Stranger("visitor-251"), append(toVisitor(251)).get(0));
        assertTrue(remembers(BOB));
        assertInstanceOf(Receipt.Appended.class, append(toVisitor(252)).get(0));
        assertInstanceOf(Receipt.Appended.class, append(toVisitor(400)).get(0));
        assertInstanceOf(
                Receipt.Appended.class, append(draft(ANN, "", to(2, BOB))).get(0));
    }

    @Test
    @DisplayName("who left a room in which nothing was said is known as long as its token may be good, and no longer")
    void membersOfTheUnbornEnd() {
        asked().seat(ROOM, BOB);
        comeAndGo(ROOM, ANN.id());
        comeAndGo("other", ANN.id());
        comeAndGo("resting", ANN.id());
        asked().rest("resting");
        tidy();
        time.set(World.BEGINNING.plus(settings.idLife));
        tidy();
        assertInstanceOf(Receipt.Appended.class, append(toAnn("other")).get(0));
        time.set(World.BEGINNING.plus(settings.idLife).plusMillis(1));
        tidy();
        assertEquals(new Receipt.Stranger(ANN.id()), append(toAnn(ROOM)).get(0));
        assertInstanceOf(
                Receipt.Appended.class, append(draft(ANN, "", to(2, BOB))).get(0));
    }

    @Test
    @DisplayName("who is seated is known, however long and however many come and go meanwhile")
    void seatedStay() {
        settings.remembered = 1;
        asked().seat(ROOM, BOB);
        append(draft(ANN, "", message(1)));
        time.set(World.BEGINNING.plus(settings.idLife.multipliedBy(2)));
        tidy();
        asked().seat(ROOM, ANN);
        asked().free(ROOM, ANN);
        tidy();
        assertInstanceOf(
                Receipt.Appended.class, append(draft(ANN, "", to(2, BOB))).get(0));
    }

    private static Draft toVisitor(int number) {
        return draft(BOB, "", to(1, new Member("visitor-" + number, "visitor")));
    }
}
