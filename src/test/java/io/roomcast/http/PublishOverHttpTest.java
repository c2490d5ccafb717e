package io.roomcast.http;

import static io.roomcast.http.HttpCaller.data;
import static io.roomcast.http.HttpCaller.error;
import static io.roomcast.http.HttpCaller.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PublishOverHttpTest extends ServerTest {
    private static final String EVENTS = "/rooms/lobby/events";

    @Override
    TestServer.Setup setup() {
        TestServer.Setup setup = super.setup();
        setup.settings = HttpSettings.with(http -> {
            http.listed = List.of("*");
            http.body = 10_000;
            http.patience = Duration.ofSeconds(1);
        });
        return setup;
    }

    private JsonObject lastEvent() {
        return json(client.get(EVENTS + "?last=1")).getJsonArray("events").getJsonObject(0);
    }

    @Test
    void plainTextIsAMessageWithoutItsLineEnd() {
        HttpResponse<String> answer = client.post(EVENTS, "hello\n");
        assertEquals(201, answer.statusCode());
        assertTrue(json(answer).isNull("ack"));
        assertEquals("hello", lastEvent().getString("data"));
        assertEquals("message", lastEvent().getString("type"));
    }

    @Test
    void aCommandIsObeyedAndAcknowledgedByItsId() {
        String token = client.enter("lobby", "ann").getString("token");
        String command = "{\"publish\":{\"type\":\"move\",\"data\":[1,2]},\"id\":\"c-1\"}";
        HttpResponse<String> answer = client.post(EVENTS, command, "Roomcast-Token", token);
        assertEquals("c-1", json(answer).getString("ack"));
        assertEquals("move", lastEvent().getString("type"));
        assertEquals("ann", lastEvent().getJsonObject("from").getString("name"));
    }

    @Test
    void theSameKeyTwiceIsTheSamePosition() {
        String token = client.enter("lobby", "ann").getString("token");
        String[] headers = {"Roomcast-Token", token, "Idempotency-Key", "k-1"};
        String first = client.publish("lobby", "hello", headers);
        assertEquals(first, client.publish("lobby", "hello", headers));
        assertEquals(1, data(client.get(EVENTS + "?after=0:0")).size());
        assertEquals("409 conflict", error(client.post(EVENTS, "other", headers)));
    }

    @Test
    void whoHasNoSessionIsAGuestAndCannotBeKnownAgain() {
        client.post(EVENTS + "?name=eve", "hello");
        assertEquals("eve", lastEvent().getJsonObject("from").getString("name"));
        assertTrue(lastEvent().getJsonObject("from").getBoolean("guest"));
        assertEquals("401 unauthorized", error(client.post(EVENTS, "hello", "Idempotency-Key", "k-1")));
    }

    @Test
    void aBodyThatClaimsToBeAFormIsReadAsItIs() {
        String form = "application/x-www-form-urlencoded";
        assertEquals(201, client.post(EVENTS, "a=1&b=2", "Content-Type", form).statusCode());
        assertEquals("a=1&b=2", lastEvent().getString("data"));
    }

    @Test
    void emptyTextIsIgnored() {
        assertEquals(204, client.post(EVENTS, "").statusCode());
        assertEquals(204, client.post(EVENTS, "\n").statusCode());
        assertEquals(List.of(), data(client.get(EVENTS + "?after=0:0")));
    }

    @Test
    void aBodyThatSaysItIsTooLargeIsRefusedAtOnce() {
        String head = "POST " + EVENTS + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10001\r\n\r\n";
        try (HttpCaller.Raw raw = client.raw(head)) {
            assertTrue(raw.line().contains(" 413"));
            assertTrue(raw.until("error").contains("too_large"));
        }
    }

    @Test
    void aBodyInChunksIsRefusedWhenItBecomesTooLarge() {
        String head = "POST " + EVENTS + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (HttpCaller.Raw raw = client.raw(head)) {
            raw.write("2328\r\n" + "x".repeat(9000) + "\r\n");
            raw.write("2328\r\n" + "x".repeat(9000) + "\r\n");
            assertTrue(raw.line().contains(" 413"));
            assertTrue(raw.until("error").contains("too_large"));
        }
        assertEquals(List.of(), data(client.get(EVENTS + "?after=0:0")));
    }

    @Test
    void aBodyInChunksWithinTheBoundIsOneText() {
        String head = "POST " + EVENTS + " HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (HttpCaller.Raw raw = client.raw(head)) {
            raw.write("3\r\nhel\r\n");
            raw.write("2\r\nlo\r\n0\r\n\r\n");
            assertTrue(raw.line().contains(" 201"));
        }
        assertEquals("hello", lastEvent().getString("data"));
    }

    @Test
    void aBodyThatTakesTooLongIsGivenUp() {
        String head = "POST " + EVENTS + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhe";
        try (HttpCaller.Raw raw = client.raw(head)) {
            assertTrue(raw.line().contains(" 408"));
            assertTrue(raw.until("error").contains("idle"));
        }
    }

    @Test
    void whatIsNoUtf8IsRefused() {
        assertEquals("400 bad_utf8", error(client.send("POST", EVENTS, new byte[] {'a', (byte) 0xff})));
    }

    @Test
    void everyOtherMistakeHasACodeToo() {
        assertEquals("400 bad_json", error(client.post(EVENTS, "{\"publish\"")));
        assertEquals("400 bad_command", error(client.post(EVENTS, "{\"ping\":1}")));
        assertEquals("400 bad_command", error(client.post(EVENTS, "{}")));
        assertEquals("400 bad_command", error(client.post(EVENTS, "{\"publish\":{},\"room\":\"other\"}")));
        assertEquals("401 unauthorized", error(client.post(EVENTS, "hello", "Roomcast-Token", "forged")));
        assertEquals("404 not_found", error(client.post(EVENTS, "{\"publish\":{\"to\":\"nobody\"}}")));
        assertEquals(
                "400 bad_command", error(client.post(EVENTS, "{\"publish\":{},\"id\":\"a\"}", "Idempotency-Key", "b")));
        HttpResponse<String> refused = client.post(EVENTS, "{\"ping\":1}");
        assertFalse(refused.body().contains("\tat "));
    }

    @Test
    void manyPublishAtOnceAndNothingIsLost() {
        var answers = java.util.stream.IntStream.range(0, 200)
                .parallel()
                .mapToObj(index -> client.publish("lobby", "m" + index))
                .distinct()
                .count();
        assertEquals(200, answers);
        assertEquals(200, data(client.get(EVENTS + "?after=0:0&limit=1000")).size());
    }
}
