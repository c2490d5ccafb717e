package io.roomcast.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.room.log.Content;
import io.roomcast.room.log.Draft;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every engine promises about the meta of events, and about events that are struck. */
public abstract class StruckContract extends TakenContract {
    /** As long as it may be, and not of one byte each. */
    private static final String LONGEST = "{\"a\":\"" + "é".repeat(Content.LONGEST_META - 8) + "\"}";

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
        settings.bytes = 20 * (Event.OVERHEAD + 1000);
        IntStream.rangeClosed(1, 100).forEach(number -> append(draft(ANN, "", noted(number, LONGEST))));
        int kept = read(0, 100).events().size();
        assertTrue(kept >= 19 && kept <= 20, "kept " + kept);
        assertEquals(
                5,
                asked().read(ROOM, after(0), "", 100, 5 * (Event.OVERHEAD + 1000))
                        .events()
                        .size());
    }
}
