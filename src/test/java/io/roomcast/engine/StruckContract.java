package io.roomcast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.World;
import io.roomcast.room.log.AnswerData;
import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.LogExtent;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every engine promises this about the meta of events, and about events that are struck. */
public abstract class StruckContract extends LogFixture {
    /** As long as it may be, and not of one byte each. */
    private static final String LONGEST = "{\"a\":\"" + "é".repeat(Content.LONGEST_META - 8) + "\"}";

    private static final int BYTES_OF_LONGEST = 2 * Content.LONGEST_META - 8;

    private static Content noted(Object data, String meta) {
        return new Content("message", data.toString(), false, List.of(), true, meta);
    }

    private static List<String> metas(List<Event> events) {
        return events.stream().map(event -> event.content().meta()).toList();
    }

    @Test
    @DisplayName("an event keeps its meta, and one without has none")
    void metaIsKept() {
        asked().seat(ROOM, BOB);
        Content secret = new Content("message", "[2]", true, List.of(BOB.id()), false, "{\"a\":[1.50]}");
        append(draft(ANN, "", noted(1, LONGEST), secret, message(3)));
        List<Event> events = read(0, 10).events();
        assertEquals(List.of(LONGEST, "{\"a\":[1.50]}", ""), metas(events));
        assertEquals(secret, events.get(1).content());
    }

    @Test
    @DisplayName("meta is content: the same id with another is a conflict, and with the same it is a repeat")
    void metaIsContent() {
        Position noted = appended(draft(ANN, "c-1", noted(1, "{\"a\":1}")));
        Position plain = appended(draft(ANN, "c-2", message(1)));
        assertEquals(List.of(new Receipt.Repeated(noted)), append(draft(ANN, "c-1", noted(1, "{\"a\":1}"))));
        assertEquals(List.of(new Receipt.Repeated(plain)), append(draft(ANN, "c-2", message(1))));
        for (Draft other : List.of(
                draft(ANN, "c-1", noted(1, "{\"a\":2}")),
                draft(ANN, "c-1", message(1)),
                draft(ANN, "c-2", noted(1, "{\"a\":1}")))) {
            assertEquals(List.of(new Receipt.Conflict()), append(other));
        }
    }

    @Test
    @DisplayName("meta counts in the bytes of a room and of a page")
    void metaCounts() {
        settings.bytes = 20 * (Event.OVERHEAD + BYTES_OF_LONGEST);
        IntStream.rangeClosed(1, 100).forEach(number -> append(draft(ANN, "", noted(number, LONGEST))));
        int kept = read(0, 100).events().size();
        assertTrue(kept >= 19 && kept <= 20, "kept " + kept);
        assertEquals(
                5,
                asked().read(ROOM, after(0), "", 100, 5 * (Event.OVERHEAD + BYTES_OF_LONGEST))
                        .events()
                        .size());
    }

    private List<Event> events() {
        return read(0, 100).events();
    }

    /** So many characters. */
    private static String text(int length) {
        return '"' + "x".repeat(length - 2) + '"';
    }

    @Test
    @DisplayName("what is struck says something else, and all else of it and of the others stays")
    void strike() {
        asked().seat(ROOM, BOB);
        Content secret = new Content("deed", "[2,2]", true, List.of(BOB.id()), false, "{\"a\":1}");
        append(draft(ANN, "", message(1)), draft(ANN, "", secret), draft(BOB, "", noted(3, "{\"b\":1}")));
        List<Event> before = events();
        time.set(World.BEGINNING.plusSeconds(9));
        assertTrue(asked().strike(ROOM, 2, "null", "{\"struck\":true}"));
        List<Event> after = events();
        assertEquals(
                List.of(
                        before.get(0).content(),
                        new Content("deed", "null", false, List.of(BOB.id()), false, "{\"struck\":true}"),
                        before.get(2).content()),
                after.stream().map(Event::content).toList());
        assertEquals(
                before.stream().map(Event::position).toList(),
                after.stream().map(Event::position).toList());
        assertEquals(ANN, after.get(1).from());
        assertEquals(World.BEGINNING, after.get(1).at());
        assertEquals(new Position(before.get(0).position().epoch(), 3), extent().end());
    }

    @Test
    @DisplayName("what was struck may be struck again, with the same or with something else")
    void again() {
        say(1, 2);
        for (String data : List.of("\"é\"", "\"é\"", "{}")) {
            assertTrue(asked().strike(ROOM, 1, data, LONGEST));
            assertEquals(List.of(data, "2"), said(read(0, 10)));
            assertEquals(List.of(LONGEST, ""), metas(events()));
        }
        assertTrue(asked().strike(ROOM, 1, "1", ""));
        assertEquals(
                List.of(message(1), message(2)),
                events().stream().map(Event::content).toList());
        assertEquals(3, appended(draft(ANN, "", message(3))).offset());
    }

    @Test
    @DisplayName("what is not kept cannot be struck, and nothing comes of it")
    void notThere() {
        assertFalse(asked().strike(ROOM, 1, "0", ""), "the room is not born");
        assertEquals(LogExtent.UNBORN, extent());
        append(draft(ANN, "c-1", message(1)).taken(AnswerData.parse("1")));
        assertFalse(asked().strike(ROOM, 1, "0", ""), "a program took what was said");
        assertEquals(LogExtent.UNBORN, extent());
    }

    @Test
    @DisplayName("what was trimmed, for all or for some, or removed cannot be struck any more")
    void trimmed() {
        settings.events = 5;
        settings.privateEvents = 1;
        asked().seat(ROOM, BOB);
        say(1, 6);
        append(draft(ANN, "", to(7, BOB)), draft(ANN, "", to(8, BOB)));
        for (long gone : new long[] {-1, 0, 1, 7, 9}) {
            assertFalse(asked().strike(ROOM, gone, "0", "{}"), "the one at offset " + gone);
        }
        assertEquals(List.of("2", "3", "4", "5", "6", "8"), said(read(0, 10)));
        assertTrue(asked().strike(ROOM, 2, "0", "{}"));
        assertTrue(asked().strike(ROOM, 8, "0", "{}"));
        assertEquals(List.of("0", "3", "4", "5", "6", "0"), said(read(0, 10)));
        asked().remove(ROOM);
        assertFalse(asked().strike(ROOM, 8, "0", "{}"));
        assertEquals(LogExtent.UNBORN, extent());
    }

    @Test
    @DisplayName("an id is known by what was said under it at first")
    void idOfStruck() {
        Position position = appended(draft(ANN, "c-1", message(1), noted(2, "{}")));
        asked().strike(ROOM, 2, "0", "{\"struck\":true}");
        Draft first = draft(ANN, "c-1", message(1), noted(2, "{}"));
        Draft now = draft(ANN, "c-1", message(1), noted(0, "{\"struck\":true}"));
        assertEquals(List.of(new Receipt.Repeated(position)), append(first));
        assertEquals(Optional.of(new Receipt.Repeated(position)), asked().recall(first));
        assertEquals(List.of(new Receipt.Conflict()), append(now));
        assertEquals(Optional.of(new Receipt.Conflict()), asked().recall(now));
    }

    @Test
    @DisplayName("a room has room again for what was struck out, and gives up its oldest events for what became longer")
    void bytesOfStruck() {
        settings.bytes = 20 * (Event.OVERHEAD + 1000);
        IntStream.rangeClosed(1, 20).forEach(number -> append(draft(ANN, "", message(text(1000)))));
        assertEquals(20, events().size());
        IntStream.rangeClosed(11, 20).forEach(number -> asked().strike(ROOM, number, "0", ""));
        IntStream.rangeClosed(21, 28).forEach(number -> append(draft(ANN, "", message(text(1000)))));
        assertEquals(1, extent().oldest());
        assertTrue(asked().strike(ROOM, 27, text(5 * (Event.OVERHEAD + 1000)), ""));
        assertEquals(5, extent().oldest());
        assertEquals(5, events().get(0).offset());
        assertEquals(
                5 * (Event.OVERHEAD + 1000), events().get(22).content().data().length());
    }

    @Test
    @DisplayName("so it is with private events, within a bound of their own")
    void bytesOfPrivates() {
        settings.bytes = 40 * (Event.OVERHEAD + 1000);
        asked().seat(ROOM, BOB);
        append(draft(ANN, "", message(1)));
        IntStream.rangeClosed(2, 10).forEach(number -> append(draft(ANN, "", to(text(1000), BOB))));
        assertEquals(10, events().size());
        IntStream.rangeClosed(2, 10).forEach(number -> asked().strike(ROOM, number, "0", ""));
        IntStream.rangeClosed(11, 15).forEach(number -> append(draft(ANN, "", to(text(1000), BOB))));
        assertEquals(15, events().size());
        assertTrue(asked().strike(ROOM, 10, text(2500), LONGEST));
        assertEquals(List.of(1L, 5L), offsets(read(0, 100)).subList(0, 2));
        assertEquals(Map.of(BOB.id(), 4L, ANN.id(), 4L), read(0, 100).lost());
    }

    @Test
    @DisplayName("what became longer counts in what all rooms take together")
    void struckCountsInTheStore() {
        settings.storeBytes = 100_000;
        say(1, 40);
        IntStream.rangeClosed(1, 40).forEach(number -> asked().strike(ROOM, number, text(5000), ""));
        tidy();
        int kept = events().size();
        assertTrue(kept > 0 && kept <= 20, "kept " + kept);
    }

    @Test
    @DisplayName("a meta that is too long is refused at once: nothing is struck, and the engine goes on")
    void longMeta() {
        say(1, 1);
        String tooLong = LONGEST + " ";
        assertThrows(IllegalArgumentException.class, () -> asked().strike(ROOM, 1, "0", tooLong));
        assertThrows(IllegalArgumentException.class, () -> asked().strike("other", 1, "0", tooLong));
        assertEquals(Optional.empty(), asked().trouble());
        assertEquals(List.of("1"), said(read(0, 10)));
    }
}
