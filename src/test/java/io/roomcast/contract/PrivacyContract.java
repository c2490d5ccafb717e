package io.roomcast.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Cut;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Http;
import io.roomcast.contract.client.RawEvents;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Private events make the offsets jump that others see, and nothing is said of it. Only a member that loses a
 * private event is told, and nobody else. The server keeps four private events of a room, and eight events in its ring.
 */
abstract class PrivacyContract extends Contract {
    static final int KEPT = 4;
    static final String SETTINGS = OwnServer.QUICK + " --ring=8 --private=" + KEPT;

    /** Offsets 1 to 6, of which each of the three may see another part. */
    private void talk(Client ann, Client bob) {
        publish(ann, "1");
        whisper(ann, "2 to bob", bob);
        publishWithoutEcho(ann, "3 not to ann");
        whisperWithoutEcho(ann, "4 to bob alone", bob);
        publish(ann, "5");
        isKnown(ann, whisper(ann, "6 to ann", ann));
    }

    /** Of several servers each knows of a position from the moment it is asked for what comes after that. */
    private void isKnown(Client by, String position) {
        for (int server = 0; server < 2; server++) {
            String path = "rooms/" + by.room() + "/events?after=" + position;
            String page = Http.get(base, path).body();
            assertEquals(position, Line.of(page).position(), page);
        }
    }

    private static final List<String> FOR_ANN = List.of("1 1", "2 2 to bob", "5 5", "6 6 to ann");
    private static final List<String> FOR_BOB =
            List.of("1 1", "2 2 to bob", "3 3 not to ann", "4 4 to bob alone", "5 5");
    private static final List<String> FOR_OTHERS = List.of("1 1", "3 3 not to ann", "5 5");

    private static String entry(Line event) {
        return event.offset() + " " + event.said();
    }

    /** Asserts that these events come next, and that up to now nothing else was said that is an event or a gap. */
    private static void hearsOnly(Client client, List<String> entries) {
        entries.forEach(entry -> assertEquals(entry, entry(client.nextEvent()), client.toString()));
        assertEquals(entries, eventsAndGaps(client.heard()), client.toString());
    }

    private static List<String> eventsAndGaps(List<Line> lines) {
        return lines.stream()
                .filter(line -> line.isEvent() || line.is("gap"))
                .map(line -> line.isEvent() ? entry(line) : line.text())
                .toList();
    }

    @OnEachTransport
    void live_offsets_jump_over_what_is_for_others_and_nothing_is_said_of_it(Transport transport) {
        Client ann = enter(transport);
        Client bob = enter(transport);
        Client eve = enter(transport);
        talk(ann, bob);
        hearsOnly(ann, FOR_ANN);
        hearsOnly(bob, FOR_BOB);
        hearsOnly(eve, FOR_OTHERS);
    }

    @OnEachTransport
    void without_anything_to_hear_the_position_still_moves_past_what_is_for_others(Transport transport) {
        Client ann = enter(Transport.WEBSOCKET);
        Client eve = enter(transport);
        String head = whisper(ann, "to ann", ann);
        Awaitility.await(eve + " stands at " + head).until(() -> eve.position().equals(head));
        assertEquals(List.of(), eventsAndGaps(eve.heard()));
    }

    @Test
    void history_jumps_in_the_same_way_for_each_in_json_and_in_lines() {
        Client ann = enter(Transport.WEBSOCKET);
        Client bob = enter(Transport.WEBSOCKET);
        Client eve = enter(Transport.WEBSOCKET);
        talk(ann, bob);
        for (String query : List.of("after=0:0", "last=20")) {
            assertEquals(FOR_ANN, past(query, ann));
            assertEquals(FOR_BOB, past(query, bob));
            assertEquals(FOR_OTHERS, past(query, eve));
            assertEquals(FOR_OTHERS, eventsAndGaps(history(query)));
        }
    }

    /** The history, which is the same in both of its forms, and stands at the room's head in both. */
    private List<String> past(String query, Client reader) {
        List<Line> lines = get("events?" + query, "Accept", "application/x-ndjson", "Roomcast-Token", reader.token())
                .body()
                .lines()
                .map(Line::of)
                .toList();
        Line json =
                Line.of(get("events?" + query, "Roomcast-Token", reader.token()).body());
        List<String> events = eventsAndGaps(history(query, "Roomcast-Token", reader.token()));
        assertEquals(events, eventsAndGaps(lines), query);
        assertTrue(json.position().endsWith(":6"), json.text());
        assertEquals(json.position(), lines.get(lines.size() - 1).position(), query);
        return events;
    }

    @Test
    void history_in_small_pages_has_each_event_once_for_each() {
        Client ann = enter(Transport.WEBSOCKET);
        Client bob = enter(Transport.WEBSOCKET);
        talk(ann, bob);
        assertEquals(FOR_ANN, inPages(ann));
        assertEquals(FOR_BOB, inPages(bob));
        assertEquals(FOR_OTHERS, inPages(enter(Transport.WEBSOCKET)));
    }

    private List<String> inPages(Client reader) {
        List<String> all = new java.util.ArrayList<>();
        String position = "0:0";
        for (int page = 0; page < 8; page++) {
            String body = get("events?limit=1&after=" + position, "Roomcast-Token", reader.token())
                    .body();
            all.addAll(eventsAndGaps(RawEvents.in(body).stream().map(Line::of).toList()));
            position = Line.of(body).position();
        }
        assertTrue(position.endsWith(":6"), position);
        return all;
    }

    @OnEachTransport
    void a_resume_by_each_other_transport_goes_on_across_what_is_for_others(Transport transport) {
        for (Transport next : Transport.values()) {
            String here = room + next;
            Client ann = enter(Transport.WEBSOCKET, Entering.into(here));
            Client bob = enter(transport, Entering.into(here));
            Client eve = enter(transport, Entering.into(here));
            bob.cut(Cut.RESET);
            eve.cut(Cut.RESET);
            talk(ann, bob);
            hearsOnly(back(next, bob), FOR_BOB);
            Client eveAgain = back(next, eve);
            hearsOnly(eveAgain, FOR_OTHERS);
            if (!next.isPoll()) {
                assertTrue(eveAgain.welcome().body().getBoolean("recovered"), "nothing that was for eve is missing");
            }
        }
    }

    private Client back(Transport next, Client before) {
        return enter(next, Entering.into(before.room()).token(before.token()).after(before.position()));
    }

    /** Offsets 1 to 12: public and private ones in turn. The first two private ones are not kept. */
    private void trim(Client ann, Client bob) {
        for (int n = 1; n <= 2 + KEPT; n++) {
            publish(ann, "all");
            isKnown(ann, whisper(ann, "bob", bob));
        }
    }

    private static List<String> publicOffsets() {
        return List.of("1 all", "3 all", "5 all", "7 all", "9 all", "11 all");
    }

    private static List<String> afterTheLoss() {
        return List.of("1 all", "3 all", "5 all", "6 bob", "7 all", "8 bob", "9 all", "10 bob", "11 all", "12 bob");
    }

    @OnEachTransport
    void only_who_lost_private_events_is_told_and_reads_on_without_a_step_back(Transport transport) {
        Client ann = enter(Transport.WEBSOCKET);
        Client bob = enter(transport);
        Client eve = enter(transport);
        String first = bob.position();
        bob.cut(Cut.RESET);
        eve.cut(Cut.RESET);
        trim(ann, bob);
        Client bobAgain = comeBack(transport, bob);
        isPrivateGap(bobAgain.next(line -> line.is("gap") || line.isEvent()));
        afterTheLoss().forEach(entry -> assertEquals(entry, entry(bobAgain.nextEvent())));
        assertEquals(1, bobAgain.heard().stream().filter(line -> line.is("gap")).count());
        if (!transport.isPoll()) {
            assertFalse(bobAgain.welcome().body().getBoolean("recovered"), "something is missing after " + first);
        }
        hearsOnly(comeBack(transport, eve), publicOffsets());
    }

    private static void isPrivateGap(Line gap) {
        assertEquals("gap", gap.kind(), gap.text());
        JsonObject body = gap.body();
        assertEquals("trimmed", body.getString("reason"));
        assertTrue(body.getBoolean("private"), gap.text());
        assertEquals(List.of(1, 4), List.of(body.getInt("from"), body.getInt("to")), gap.text());
        assertTrue(gap.position().endsWith(":0"), gap.text());
    }

    @Test
    void history_tells_the_loss_to_the_sender_and_the_addressed_and_to_nobody_else() {
        Client ann = enter(Transport.WEBSOCKET);
        Client bob = enter(Transport.WEBSOCKET);
        trim(ann, bob);
        for (Client concerned : List.of(ann, bob)) {
            List<Line> lines = history("after=0:0", "Roomcast-Token", concerned.token());
            isPrivateGap(lines.get(0));
            assertEquals(afterTheLoss(), eventsAndGaps(lines.subList(1, lines.size())));
        }
        Client eve = enter(Transport.WEBSOCKET);
        assertEquals(publicOffsets(), eventsAndGaps(history("after=0:0", "Roomcast-Token", eve.token())));
        assertEquals(publicOffsets(), eventsAndGaps(history("after=0:0")));
    }

    @OnEachTransport
    void who_may_jump_is_told_what_was_skipped_private_ones_among_it(Transport transport) {
        Client ann = enter(Transport.WEBSOCKET);
        Client bob = enter(Transport.WEBSOCKET);
        String bulk = "x".repeat(2_000);
        IntStream.range(0, 10)
                .forEach(list ->
                        publish(ann, java.util.Collections.nCopies(20, bulk).toArray(new String[0])));
        String head = whisper(ann, "to bob", bob);
        Entering late = Entering.into(room).token(bob.token()).after("0:0").from("lag", "latest");
        Client reader = enter(transport, late);
        Line gap = reader.next("gap");
        List<Line> before = reader.heard().stream().filter(Line::isEvent).toList();
        assertEquals("skipped", gap.body().getString("reason"), gap.text());
        assertEquals(before.get(before.size() - 1).offset() + 1, gap.body().getInt("from"), gap.text());
        assertEquals(201, gap.body().getInt("to"), gap.text());
        assertEquals(head, gap.position());
        publish(ann, "new");
        assertEquals("202 new", entry(reader.next(line -> line.isEvent() && line.offset() > 200)));
    }
}
