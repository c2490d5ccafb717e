package io.roomcast.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Http;
import io.roomcast.contract.client.Transport;
import io.roomcast.contract.client.WebSocketClient;
import io.roomcast.kit.Line;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Coming in: the welcome, who one is, and where one begins to read. */
abstract class EnterContract extends Contract {
    private static final String POSITION = "[A-Za-z0-9_-]{1,32}:[0-9]{1,16}";

    @OnEachTransport
    void a_welcome_says_who_i_am_where_i_stand_and_who_is_here(Transport transport) {
        JsonObject welcome =
                enter(transport, Entering.into(room).named("änn 大")).welcome().body();
        assertEquals(room, welcome.getString("room"));
        assertEquals("änn 大", welcome.getJsonObject("me").getString("name"));
        assertTrue(welcome.getString("position").matches(POSITION), welcome.toString());
        assertTrue(welcome.getString("head").matches(POSITION), welcome.toString());
        assertFalse(welcome.getString("token").isEmpty());
        assertEquals(List.of(welcome.getJsonObject("me")), welcome.getJsonArray("members"));
        assertEquals(1, welcome.getInt("count"));
        assertTrue(welcome.getJsonNumber("roster").longValueExact() >= 0);
        assertFalse(welcome.getBoolean("recovered"));
        assertTrue(welcome.getInt("heartbeat") > 0);
        assertEquals(128, welcome.getJsonObject("limits").getInt("unacked"));
        assertEquals(200, welcome.getJsonObject("limits").getInt("roster"));
    }

    @OnEachTransport
    void who_gives_no_name_is_user_n(Transport transport) {
        String name = enter(transport).welcome().body().getJsonObject("me").getString("name");
        assertTrue(name.matches("user-[0-9]+"), name);
    }

    @OnEachTransport
    void a_token_brings_the_same_id_and_name_in_every_room(Transport transport) {
        Client first = enter(transport, Entering.into(room).named("ann"));
        Client again = enter(transport, Entering.into(room + "-b").token(first.token()));
        assertEquals(first.welcome().body().get("me"), again.welcome().body().get("me"));
    }

    @OnEachTransport
    void two_without_a_token_are_two_people(Transport transport) {
        assertNotEquals(enter(transport).id(), enter(transport).id());
    }

    @OnEachTransport
    void a_forged_token_is_unauthorized(Transport transport) {
        String token = enter(transport).token();
        String forged = token.substring(0, token.length() - 2) + (token.endsWith("AA") ? "BB" : "AA");
        Line error = refusal(transport, Entering.into(room).token(forged));
        assertEquals("unauthorized", error.code());
    }

    @Test
    void a_bad_token_closes_a_websocket_with_4401_and_is_401_over_http() {
        Entering entering = Entering.into(room).token("nonsense");
        WebSocketClient client = here(WebSocketClient.connect(base, entering, false));
        assertEquals(4401, client.closeCode());
        assertEquals("unauthorized", client.next("error").code());
        for (String accept : List.of("application/json", "text/event-stream", "application/x-ndjson")) {
            var answer = get("events?wait=stream", "Accept", accept, "Roomcast-Token", "nonsense");
            assertEquals(401, answer.statusCode(), accept);
            assertEquals("unauthorized", Line.of(answer.body().strip()).code());
        }
    }

    @OnEachTransport
    void a_room_that_cannot_be_is_refused(Transport transport) {
        assertEquals("bad_room", refusal(transport, Entering.into(".room")).code());
        assertEquals(
                "bad_room", refusal(transport, Entering.into("x".repeat(101))).code());
    }

    @OnEachTransport
    void a_position_that_cannot_be_is_refused(Transport transport) {
        assertEquals(
                "bad_position",
                refusal(transport, Entering.into(room).after("42")).code());
        assertEquals(
                "bad_position",
                refusal(transport, Entering.into(room).after("e:12345678901234567"))
                        .code());
    }

    @OnEachTransport
    void other_beginnings_that_cannot_be_are_refused(Transport transport) {
        Entering entering = Entering.into(room);
        assertEquals(
                "bad_command", refusal(transport, entering.from("last", "-1")).code());
        assertEquals(
                "bad_command",
                refusal(transport, entering.from("since", "yesterday")).code());
        assertEquals(
                "bad_command", refusal(transport, entering.from("lag", "some")).code());
        assertEquals(
                "bad_command",
                refusal(transport, entering.from("last", "1").after("0:0")).code());
    }

    @OnEachTransport
    void without_a_beginning_one_starts_at_the_head(Transport transport) {
        Client publisher = enter(Transport.WEBSOCKET);
        String head = publish(publisher, "old");
        Client reader = enter(transport);
        assertEquals(head, reader.welcome().body().getString("position"));
        assertEquals(head, reader.welcome().body().getString("head"));
        publish(publisher, "new");
        hearsNext(reader, "new");
    }

    @OnEachTransport
    void last_begins_with_so_many_of_the_newest(Transport transport) {
        Client publisher = enter(Transport.WEBSOCKET);
        publish(publisher, 1, 5);
        Client reader = enter(transport, Entering.into(room).from("last", "2"));
        hearsNext(reader, "4", "5");
        publish(publisher, "6");
        hearsNext(reader, "6");
    }

    @OnEachTransport
    void since_begins_with_the_first_at_or_after_that_time(Transport transport) {
        Client publisher = enter(Transport.WEBSOCKET);
        publish(publisher, 1, 3);
        String at = history("last=1").get(0).json().getString("at");
        publish(publisher, 4, 5);
        List<String> due = history("last=10").stream()
                .filter(line -> line.json().getString("at").compareTo(at) >= 0)
                .map(Line::said)
                .toList();
        Client reader = enter(transport, Entering.into(room).from("since", at));
        assertEquals(due, hears(reader, due.size()));
    }

    @OnEachTransport
    void after_begins_right_behind_a_position(Transport transport) {
        Client publisher = enter(Transport.WEBSOCKET);
        publish(publisher, 1, 2);
        String position = publish(publisher, "3");
        publish(publisher, 4, 5);
        hearsNext(enter(transport, Entering.into(room).after(position)), "4", "5");
    }

    @OnEachTransport
    void the_zero_position_begins_before_the_first_event_without_a_gap(Transport transport) {
        Client early = enter(transport, Entering.into(room).after("0:0"));
        publish(early, 1, 3);
        hearsNext(enter(transport, Entering.into(room).after("0:0")), "1", "2", "3");
        early.next(line -> line.isEvent() && line.said().equals("3"));
        assertTrue(
                early.heard().stream().noneMatch(line -> line.is("gap")),
                early.heard().toString());
    }

    @OnEachTransport
    void who_may_jump_is_let_in_as_well(Transport transport) {
        Client reader = enter(transport, Entering.into(room).from("lag", "latest"));
        publish(reader, "hi");
        reader.next(line -> line.isEvent() && line.said().equals("hi"));
    }

    @Test
    void history_before_a_position_is_read_backwards() {
        Client publisher = enter(Transport.WEBSOCKET);
        String third = publish(publisher, 1, 3);
        publish(publisher, 4, 6);
        // A position is the last offset behind a reader: the third event is before it.
        assertEquals(numbers(2, 3), said(history("last=2&before=" + third)));
    }

    @Test
    void reading_creates_no_room() {
        history("last=10");
        history("after=0:0");
        Line head = Line.of(get("events?wait=0").body());
        assertEquals(List.of(), List.copyOf(head.json().getJsonArray("events")));
        assertEquals(200, Http.get(base, "rooms").statusCode());
    }
}
