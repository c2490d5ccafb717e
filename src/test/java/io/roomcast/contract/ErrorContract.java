package io.roomcast.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Transport;
import io.roomcast.contract.client.WebSocketClient;
import io.roomcast.kit.Line;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every error that a client can cause by a command: its code, the id and the room with it, and life goes on. */
abstract class ErrorContract extends Contract {

    private void refuses(Client client, String code, String command) {
        client.send(command);
        Line error = client.next("error");
        assertEquals(code, error.code(), command + " → " + error.text());
        assertFalse(error.body().getString("message").isBlank());
        assertEquals(
                command.contains("\"id\":\"c-9\""), error.body().containsKey("id"), command + " → " + error.text());
        boolean isNamed = client.isAtHome() || client.framed(command).contains(room);
        assertEquals(isNamed ? room : "", error.body().getString("room", ""), error.text());
    }

    private static void livesOn(Client client) {
        client.say("still here");
        client.next(line -> line.isEvent() && line.said().equals("still here"));
    }

    @OnEachTransport
    void what_is_no_json_is_bad_json(Transport transport) {
        Client ann = enter(transport);
        for (String text :
                List.of("{", "{]", "{\"publish\"}", "{'publish':1}", "{\"publish\":{\"data\":1}}{}", "{\"a\":01}")) {
            ann = refusesWhatIsNoJson(transport, ann, text);
        }
        livesOn(ann);
    }

    /** In Socket.IO it is no packet, which ends the connection; the position stays good. */
    private Client refusesWhatIsNoJson(Transport transport, Client client, String text) {
        if (!transport.isSocketIo()) {
            refuses(client, "bad_json", text);
            return client;
        }
        client.send(text);
        Awaitility.await().until(client::isOver);
        return comeBack(transport, client);
    }

    @OnEachTransport
    void what_is_no_command_is_bad_command(Transport transport) {
        Client ann = enter(transport);
        for (String text : List.of(
                "{}",
                "{\"id\":\"c-9\"}",
                "{\"shout\":\"hi\",\"id\":\"c-9\"}",
                "{\"publish\":{\"data\":1},\"ping\":1,\"id\":\"c-9\"}",
                "{\"id\":\"c-9\",\"publish\":\"hi\"}",
                "{\"publish\":[],\"id\":\"c-9\"}",
                "{\"publish\":{\"type\":7,\"data\":1},\"id\":\"c-9\"}",
                "{\"publish\":{\"type\":\"" + "t".repeat(65) + "\"},\"id\":\"c-9\"}",
                "{\"publish\":{\"type\":\"roomcast:x\",\"data\":1},\"id\":\"c-9\"}",
                "{\"publish\":{\"type\":\"disconnect\",\"data\":1},\"id\":\"c-9\"}",
                "{\"publish\":{\"echo\":1},\"id\":\"c-9\"}",
                "{\"publish\":{\"to\":[]},\"id\":\"c-9\"}",
                "{\"publish\":{\"to\":1},\"id\":\"c-9\"}",
                "{\"publish\":{\"data\":1},\"id\":17}")) {
            if (!transport.isSocketIo() || isPublish(text)) {
                refuses(ann, "bad_command", text);
            }
        }
        livesOn(ann);
    }

    /** An emit is a publish and nothing else. */
    private static boolean isPublish(String text) {
        return text.contains("\"publish\"") && !text.contains("\"ping\"");
    }

    @OnEachTransport
    void an_unknown_addressee_is_not_found(Transport transport) {
        Client ann = enter(transport);
        refuses(ann, "not_found", "{\"publish\":{\"data\":1,\"to\":\"nobody\"},\"id\":\"c-9\"}");
        refuses(ann, "not_found", "{\"publish\":{\"data\":1,\"to\":[\"" + ann.id() + "\",\"nobody\"]},\"id\":\"c-9\"}");
        livesOn(ann);
    }

    @OnEachTransport
    void more_in_a_list_than_the_limit_is_too_many(Transport transport) {
        Client ann = enter(transport);
        String list = "{\"data\":1},".repeat(100) + "{\"data\":1}";
        refuses(ann, "too_many", "{\"id\":\"c-9\",\"publish\":[" + list + "]}");
        livesOn(ann);
    }

    @OnEachTransport
    void nesting_beyond_the_limit_is_bad_json(Transport transport) {
        Client ann = enter(transport);
        String bomb = "[".repeat(10_000) + "]".repeat(10_000);
        String text = "{\"id\":\"c-9\",\"publish\":{\"data\":" + bomb + "}}";
        livesOn(refusesWhatIsNoJson(transport, ann, text));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "bad_json     | 400 | {",
                "bad_command  | 400 | {}",
                "not_found    | 404 | {\"publish\":{\"to\":\"nobody\"}}",
                "too_many     | 429 | {\"publish\":[LIST]}",
                "conflict     | 409 | {\"publish\":{\"data\":2},\"id\":\"used\"}",
            })
    void over_http_an_error_has_its_status(String code, int status, String command) {
        Client ann = enter(Transport.PLAIN_POLL);
        acked(ann.publish("used", "1"));
        String body = command.replace("LIST", "{},".repeat(100) + "{}");
        var answer = post("events", body, "Roomcast-Token", ann.token());
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(code, Line.of(answer.body()).code());
    }

    @Test
    void over_websocket_a_bad_room_or_position_is_an_error_of_the_join_alone() {
        Client ann = enter(Transport.WEBSOCKET);
        for (String[] row : new String[][] {
            {"bad_room", "{\"join\":\"../x\",\"id\":\"j-1\"}"},
            {"bad_room", "{\"join\":\"\",\"id\":\"j-1\"}"},
            {"bad_position", "{\"join\":\"other\",\"after\":\"x\",\"id\":\"j-1\"}"},
            {"bad_command", "{\"join\":\"other\",\"last\":\"x\",\"id\":\"j-1\"}"},
            {"unauthorized", "{\"join\":\"other\",\"token\":\"x\",\"id\":\"j-1\"}"},
            {"not_found", "{\"leave\":\"other\",\"id\":\"j-1\"}"}
        }) {
            ann.send(row[1]);
            Line error = ann.answerTo("j-1");
            assertEquals(row[0], error.code(), row[1] + " → " + error);
        }
        livesOn(ann);
    }

    @Test
    void over_websocket_the_token_of_another_session_is_a_conflict() {
        Client ann = enter(Transport.WEBSOCKET);
        Client bob = enter(Transport.NDJSON);
        ann.send("{\"join\":\"other\",\"id\":\"j-1\",\"token\":" + Commands.quoted(bob.token()) + "}");
        assertEquals("conflict", ann.answerTo("j-1").code());
        livesOn(ann);
    }

    @Test
    void without_a_room_nobody_can_publish_and_a_first_join_decides_who_one_is() {
        WebSocketClient ann = here(WebSocketClient.open(base, room));
        ann.send("{\"publish\":{\"data\":1},\"id\":\"c-1\"}");
        assertEquals("error", ann.answerTo("c-1").kind());
        ann.send("{\"join\":" + Commands.quoted(room) + ",\"name\":\"ann\",\"id\":\"j-1\"}");
        Line welcome = ann.next("welcome");
        assertEquals("j-1", welcome.body().getString("id"));
        assertEquals("ann", welcome.body().getJsonObject("me").getString("name"));
        ann.send("{\"publish\":{\"data\":\"hi\"},\"room\":" + Commands.quoted(room) + "}");
        hearsNext(ann, "hi");
    }

    @Test
    void a_ping_is_answered_with_the_same_value() {
        Client ann = enter(Transport.WEBSOCKET);
        ann.send("{\"ping\":{\"t\":[1.50]}}");
        assertEquals("{\"pong\":{\"t\":[1.50]}}", ann.next("pong").text());
    }

    @Test
    void an_answer_that_nobody_asked_for_is_refused() {
        Client ann = enter(Transport.WEBSOCKET);
        ann.send("{\"answer\":1,\"id\":\"q-1\"}");
        assertEquals("not_found", ann.answerTo("q-1").code());
    }
}
