package io.roomcast.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Cut;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Http;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import jakarta.json.JsonObject;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The members of a room: coming, going, being lost for a moment, and taking one's own place. */
abstract class RosterContract extends Contract {

    /** Waits until somebody is told that another came or went, be it by hearing who is here. */
    private static Line told(Client observer, String change, String id) {
        boolean isHere = change.equals("joined");
        return observer.next(line -> line.is("presence")
                && (names(line, change, id)
                        || (line.body().containsKey("members") && names(line, "members", id) == isHere)));
    }

    private static boolean names(Line presence, String which, String id) {
        JsonObject body = presence.body();
        return body.containsKey(which)
                && body.getJsonArray(which).getValuesAs(JsonObject.class).stream()
                        .anyMatch(member -> member.getString("id").equals(id));
    }

    private List<String> members() {
        return Line.object(get("members").body()).getJsonArray("members").getValuesAs(JsonObject.class).stream()
                .map(member -> member.getString("name"))
                .toList();
    }

    private Client enterAs(Transport transport, String name) {
        return enter(transport, Entering.into(room).named(name));
    }

    @OnEachTransport
    void everybody_is_told_who_joined(Transport transport) {
        Client ann = enterAs(transport, "ann");
        Client bob = enterAs(Transport.WEBSOCKET, "bob");
        JsonObject presence = told(ann, "joined", bob.id()).body();
        assertEquals(2, presence.getInt("count"));
        assertEquals(room, presence.getString("room"));
        assertTrue(presence.getJsonNumber("roster").longValue()
                > ann.welcome().body().getJsonNumber("roster").longValue());
        assertEquals(2, bob.welcome().body().getJsonArray("members").size());
    }

    @OnEachTransport
    void who_comes_is_seated_and_who_leaves_is_gone_at_once(Transport transport) {
        Client ann = enterAs(Transport.WEBSOCKET, "ann");
        Client bob = enterAs(transport, "bob");
        told(ann, "joined", bob.id());
        assertEquals(List.of("ann", "bob"), members());
        bob.leave();
        assertEquals(1, told(ann, "left", bob.id()).body().getInt("count"));
        assertEquals(List.of("ann"), members());
    }

    @OnEachTransport
    void who_leaves_hears_no_more(Transport transport) {
        Client ann = enterAs(Transport.WEBSOCKET, "ann");
        Client bob = enterAs(transport, "bob");
        told(ann, "joined", bob.id());
        bob.leave();
        if (transport.saysBye()) {
            assertEquals("closed", bob.next("bye").code());
        }
        // Socket.IO confirms nothing: until then, the server may not have heard of it.
        told(ann, "left", bob.id());
        publish(ann, "unheard");
        ann.nextEvent();
        assertTrue(bob.heard().stream().noneMatch(Line::isEvent));
    }

    @OnEachTransport
    void a_lost_member_is_missed_after_the_grace_period_alone(Transport transport) {
        Client ann = enterAs(Transport.WEBSOCKET, "ann");
        Client bob = enterAs(transport, "bob");
        told(ann, "joined", bob.id());
        long lost = System.nanoTime();
        bob.cut(Cut.RESET);
        told(ann, "left", bob.id());
        assertTrue(System.nanoTime() - lost >= 400_000_000L, "the grace period is 500 ms");
    }

    @OnEachTransport
    void who_comes_back_within_the_grace_period_was_never_gone(Transport transport) {
        Client ann = enterAs(Transport.WEBSOCKET, "ann");
        Client bob = enterAs(transport, "bob");
        told(ann, "joined", bob.id());
        bob.cut(Cut.RESET);
        Client back = comeBack(transport, bob);
        Client eve = enterAs(Transport.WEBSOCKET, "eve");
        told(ann, "joined", eve.id());
        eve.leave();
        told(ann, "left", eve.id());
        assertEquals(bob.id(), back.id());
        assertTrue(ann.heard().stream().noneMatch(line -> line.is("presence") && names(line, "left", bob.id())));
        assertEquals(List.of("ann", "bob"), members());
    }

    @OnEachTransport
    void the_newest_connection_of_a_session_replaces_the_older(Transport transport) {
        Client old = enter(transport);
        Client next = comeBack(Transport.WEBSOCKET, old);
        if (transport != Transport.PLAIN_POLL) {
            JsonObject bye = old.next("bye").body();
            assertEquals("replaced", bye.getString("code"));
            assertFalse(bye.getBoolean("reconnect"));
        }
        assertEquals(1, members().size());
        publish(next, "hi");
        hearsNext(next, "hi");
    }

    @OnEachTransport
    void a_newer_connection_by_any_transport_replaces_a_websocket(Transport transport) {
        Client old = enter(Transport.WEBSOCKET);
        comeBack(transport, old);
        if (transport != Transport.PLAIN_POLL) {
            JsonObject bye = old.next("bye").body();
            assertEquals("replaced", bye.getString("code"));
            assertFalse(bye.getBoolean("reconnect"));
        }
    }

    @OnEachTransport
    void reading_history_and_publishing_replace_nobody(Transport transport) {
        Client ann = enter(transport);
        history("last=5", "Roomcast-Token", ann.token());
        post("events", "one", "Roomcast-Token", ann.token());
        post("events", "two", "Roomcast-Token", ann.token());
        hearsNext(ann, "one", "two");
        assertTrue(ann.heard().stream().noneMatch(line -> line.is("bye")));
    }

    @Test
    void bye_over_websocket_gives_all_seats_up_at_once() {
        Client ann = enterAs(Transport.NDJSON, "ann");
        Client bob = enterAs(Transport.WEBSOCKET, "bob");
        told(ann, "joined", bob.id());
        bob.send("{\"bye\":true}");
        told(ann, "left", bob.id());
        bob.next("bye");
        Awaitility.await().until(bob::isOver);
    }

    @Test
    void leave_over_websocket_is_answered_by_a_bye_with_its_room_and_the_connection_stays() {
        Client ann = enter(Transport.WEBSOCKET);
        ann.send("{\"join\":\"" + room + "-b\",\"id\":\"j-1\"}");
        ann.next(line -> line.is("welcome") && line.room().endsWith("-b"));
        ann.send("{\"leave\":\"" + room + "-b\",\"id\":\"l-1\"}");
        JsonObject bye = ann.next("bye").body();
        assertEquals(room + "-b", bye.getString("room"));
        assertEquals("closed", bye.getString("code"));
        publish(ann, "still here");
        hearsNext(ann, "still here");
    }

    @Test
    void leaving_is_answered_204_also_when_already_gone_and_the_token_may_be_the_body() {
        Client ann = enterAs(Transport.PLAIN_POLL, "ann");
        ann.close();
        assertEquals(
                204,
                post("leave", ann.token(), "Content-Type", "text/plain;charset=UTF-8")
                        .statusCode());
        assertEquals(List.of(), members());
        assertEquals(204, post("leave", ann.token()).statusCode());
    }

    @Test
    void a_listed_room_is_told_with_its_count_and_another_is_not() {
        enter(Transport.WEBSOCKET, Entering.into("lobby"));
        enter(Transport.WEBSOCKET);
        String rooms = Http.get(base, "rooms").body();
        assertTrue(rooms.contains("lobby"), rooms);
        assertFalse(rooms.contains(room), rooms);
    }
}
