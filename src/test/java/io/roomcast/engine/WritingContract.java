package io.roomcast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.roomcast.kit.World;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Member;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every engine promises this about appending: offsets, order, ids that are repeated, whole lists, and time. */
public abstract class WritingContract extends LogFixture {
    @Test
    @DisplayName("the log gives each event the next offset, in the order in which drafts and their contents come")
    void offsetsAreConsecutive() {
        append(draft(ANN, "", message(1), message(2)), draft(BOB, "", message(3)));
        append(draft(ANN, "", message(4)));
        assertEquals(List.of(1L, 2L, 3L, 4L), offsets(read(0, 100)));
        assertEquals(List.of("1", "2", "3", "4"), said(read(0, 100)));
    }

    @Test
    @DisplayName("drafts of several rooms go in together, each into its own log")
    void severalRooms() {
        List<Receipt> receipts = append(draft(ANN, "", message(1)), new Draft("other", ANN, "", List.of(message(2))));
        Position other =
                assertInstanceOf(Receipt.Appended.class, receipts.get(1)).position();
        assertEquals(1, other.offset());
        assertEquals(List.of("1"), said(read(0, 10)));
    }

    @Test
    @DisplayName("reading creates nothing: a log is born with its first event")
    void readingCreatesNothing() {
        assertEquals(LogExtent.UNBORN, extent());
        assertEquals(LogExtent.UNBORN, read(0, 10).extent());
        asked().seat(ROOM, ANN);
        assertFalse(extent().isBorn());
        Position first = appended(draft(ANN, "", message(1)));
        assertEquals(first, extent().end());
        assertNotEquals(Position.UNBORN, first.epoch());
    }

    @Test
    @DisplayName("an event keeps who, what and when")
    void eventsAreKept() {
        Content content = new Content("deed", "{\"a\":[1.50,\"é\"]}", false, List.of(), false);
        append(draft(ANN, "c-1", content));
        Event event = read(0, 10).events().get(0);
        assertEquals(ANN, event.from());
        assertEquals(content, event.content());
        assertEquals(World.BEGINNING, event.at());
        assertEquals(ROOM, event.room());
    }

    @Test
    @DisplayName("the same id again from the same session gets the first position")
    void repeatsAreRecognised() {
        Position first = appended(draft(ANN, "c-1", message(1)));
        say(2, 3);
        assertEquals(
                new Receipt.Repeated(first),
                append(draft(ANN, "c-1", message(1))).get(0));
        assertEquals(3, extent().head());
    }

    @Test
    @DisplayName("a repeat is found within one group of appends")
    void repeatsWithinAGroup() {
        List<Receipt> receipts = append(draft(ANN, "c-1", message(1)), draft(ANN, "c-1", message(1)));
        Position first =
                assertInstanceOf(Receipt.Appended.class, receipts.get(0)).position();
        assertEquals(new Receipt.Repeated(first), receipts.get(1));
        assertEquals(1, extent().head());
    }

    @Test
    @DisplayName("the same id with other content is a conflict: type, data, args, to and echo are content")
    void conflicts() {
        asked().seat(ROOM, ANN);
        append(draft(ANN, "c-1", message("[1]")));
        List<Content> others = List.of(
                message("[2]"),
                Content.of("other", "[1]"),
                new Content("message", "[1]", true, List.of(), true),
                new Content("message", "[1]", false, List.of(ANN.id()), true),
                new Content("message", "[1]", false, List.of(), false));
        for (Content other : others) {
            assertEquals(
                    new Receipt.Conflict(), append(draft(ANN, "c-1", other)).get(0), other.toString());
        }
        assertEquals(1, extent().head());
    }

    @Test
    @DisplayName("ids belong to a session and a room; guests have none that is remembered")
    void idsBelongToSessions() {
        appended(draft(ANN, "c-1", message(1)));
        assertEquals(2, appended(draft(BOB, "c-1", message(2))).offset());
        assertEquals(3, appended(draft(Member.guest("ann"), "c-1", message(3))).offset());
        assertEquals(4, appended(draft(Member.guest("ann"), "c-1", message(4))).offset());
        assertInstanceOf(
                Receipt.Appended.class,
                append(new Draft("other", ANN, "c-1", List.of(message(5)))).get(0));
    }

    @Test
    @DisplayName("a list goes in all or not at all, and is acknowledged with its last position")
    void listsAreAllOrNothing() {
        asked().seat(ROOM, BOB);
        Member stranger = new Member("nobody-id", "nobody");
        assertEquals(
                new Receipt.Stranger("nobody-id"),
                append(draft(ANN, "c-1", message(1), to(2, BOB), to(3, stranger)))
                        .get(0));
        assertEquals(0, extent().head());
        assertEquals(2, appended(draft(ANN, "c-1", message(1), to(2, BOB))).offset());
    }

    private Receipt addressed(Member member) {
        return append(draft(ANN, "", to(1, member))).get(0);
    }

    @Test
    @DisplayName("whoever sat down can be addressed, also after leaving; of a log that was never born it is forgotten")
    void seats() {
        asked().seat(ROOM, BOB);
        asked().free(ROOM, BOB);
        asked().rest(ROOM);
        assertEquals(new Receipt.Stranger(BOB.id()), addressed(BOB));
        asked().seat(ROOM, BOB);
        assertInstanceOf(Receipt.Appended.class, addressed(BOB));
        asked().free(ROOM, BOB);
        tidy();
        asked().rest(ROOM);
        assertInstanceOf(Receipt.Appended.class, addressed(BOB));
        assertEquals(List.of(), asked().here(ROOM), "nobody is left of a former run");
    }

    @Test
    @DisplayName("a removed log is gone with its ids, and what is written next begins a new epoch")
    void removing() {
        Position first = appended(draft(ANN, "c-1", message(1)));
        appended(draft(ANN, "c-2", message(1)));
        asked().remove(ROOM);
        assertFalse(extent().isBorn());
        Position again = appended(draft(ANN, "c-1", message(2)));
        assertNotEquals(first.epoch(), again.epoch());
        assertFalse(extent().holds(first));
        assertEquals(2, appended(draft(ANN, "c-2", message(2))).offset());
    }

    @Test
    @DisplayName("ids are remembered however much of the log is trimmed, as many as the bound says, the newest")
    void idsOutliveEvents() {
        settings.events = 5;
        settings.ids = 20;
        for (int number = 1; number <= 30; number++) {
            append(draft(ANN, "c-" + number, message(number)));
        }
        Receipt old = append(draft(ANN, "c-11", message(11))).get(0);
        assertEquals(
                11, assertInstanceOf(Receipt.Repeated.class, old).position().offset());
        assertInstanceOf(
                Receipt.Appended.class, append(draft(ANN, "c-10", message(10))).get(0));
    }

    @Test
    @DisplayName("the ids of a session are forgotten when its token cannot be good any more")
    void idsEnd() {
        append(draft(ANN, "c-1", message(1)));
        time.set(World.BEGINNING.plus(settings.idLife).plusMillis(1));
        tidy();
        assertInstanceOf(
                Receipt.Appended.class, append(draft(ANN, "c-1", message(1))).get(0));
    }
}
