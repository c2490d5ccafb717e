package io.roomcast.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Loss is announced, exactly, and by a gap alone. The server keeps twenty events of a room. */
abstract class GapContract extends Contract {
    static final int KEPT = 20;

    /** Fifty events; gives the position of the first. */
    private String fifty(Client publisher) {
        String first = publish(publisher, "1");
        publish(publisher, 2, 50);
        return first;
    }

    @OnEachTransport
    void who_comes_too_late_is_told_from_where_to_where_and_reads_on(Transport transport) {
        String first = fifty(enter(Transport.WEBSOCKET));
        String epoch = first.substring(0, first.indexOf(':'));
        Client late = enter(transport, Entering.into(room).after(first));
        Line gap = late.next(line -> line.is("gap") || line.isEvent());
        assertEquals("gap", gap.kind(), gap.text());
        assertEquals("trimmed", gap.body().getString("reason"));
        assertEquals(offset(first) + 1, gap.body().getInt("from"));
        assertEquals(offset(first) + 50 - 1 - KEPT, gap.body().getInt("to"));
        assertEquals(epoch + ":" + gap.body().getInt("to"), gap.position());
        assertEquals(numbers(51 - KEPT, 50), hears(late, KEPT));
    }

    @OnEachTransport
    void the_zero_position_of_a_trimmed_room_begins_with_a_gap(Transport transport) {
        fifty(enter(Transport.WEBSOCKET));
        Client late = enter(transport, Entering.into(room).after("0:0"));
        Line gap = late.next(line -> line.is("gap") || line.isEvent());
        assertEquals("gap", gap.kind(), gap.text());
        assertEquals("trimmed", gap.body().getString("reason"));
        assertEquals(1, gap.body().getInt("from"));
        assertEquals(numbers(51 - KEPT, 50), hears(late, KEPT));
    }

    @OnEachTransport
    void a_position_of_an_unknown_epoch_is_a_gap_before_any_event(Transport transport) {
        Client publisher = enter(Transport.WEBSOCKET);
        publish(publisher, 1, 5);
        goesOnAfterEpochGap(enter(transport, Entering.into(room).after("nosuch:3")), publisher);
    }

    @OnEachTransport
    void a_position_beyond_the_head_is_a_gap_and_never_a_wait(Transport transport) {
        Client publisher = enter(Transport.WEBSOCKET);
        String head = publish(publisher, 1, 5);
        String beyond = head.substring(0, head.indexOf(':')) + ":" + (offset(head) + 1);
        goesOnAfterEpochGap(enter(transport, Entering.into(room).after(beyond)), publisher);
    }

    private void goesOnAfterEpochGap(Client reader, Client publisher) {
        Line gap = reader.next(line -> line.is("gap") || line.isEvent());
        assertEquals("gap", gap.kind(), gap.text());
        JsonObject body = gap.body();
        assertEquals("epoch", body.getString("reason"));
        assertFalse(body.containsKey("from") || body.containsKey("to"), gap.text());
        String head = publish(publisher, "new");
        Line event = reader.nextEvent();
        assertEquals(offset(gap.position()) + 1, event.offset());
        Line last = event.said().equals("new")
                ? event
                : reader.next(line -> line.isEvent() && line.said().equals("new"));
        assertEquals(offset(head), last.offset());
        assertEquals(head, reader.position());
    }

    @OnEachTransport
    void a_position_in_an_empty_room_that_never_had_it_is_a_gap(Transport transport) {
        Client reader = enter(transport, Entering.into(room).after("nosuch:3"));
        Line gap = reader.next("gap");
        assertEquals("epoch", gap.body().getString("reason"));
        publish(enter(Transport.WEBSOCKET), "new");
        hearsNext(reader, "new");
    }

    @Test
    void history_has_the_gap_among_its_lines_in_json_and_in_lines() {
        String first = fifty(enter(Transport.WEBSOCKET));
        Line gap = history("after=" + first).get(0);
        assertEquals("trimmed", gap.body().getString("reason"));
        String lines = get("events?limit=5&after=" + first, "Accept", "application/x-ndjson")
                .body();
        assertEquals(gap.text(), lines.lines().findFirst().orElse(""));
        assertEquals(7, lines.lines().count(), lines);
        Line position = Line.of(lines.lines().skip(6).findFirst().orElseThrow());
        assertEquals("position", position.kind());
    }

    @OnEachTransport
    void who_reads_on_while_the_room_is_trimmed_misses_nothing(Transport transport) {
        Client publisher = enter(Transport.WEBSOCKET);
        Client reader = enter(transport);
        for (int round = 0; round < 10; round++) {
            publish(publisher, 1, 10);
            assertEquals(numbers(1, 10), hears(reader, 10));
        }
        assertTrue(
                reader.heard().stream().noneMatch(line -> line.is("gap")),
                reader.heard().toString());
    }

    private static int offset(String position) {
        return Integer.parseInt(position.substring(position.indexOf(':') + 1));
    }
}
