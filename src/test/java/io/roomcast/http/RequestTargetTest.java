package io.roomcast.http;

import static io.roomcast.http.HttpCaller.error;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.room.refusal.Refusal;
import io.roomcast.wire.QueryString;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestTargetTest extends ServerTest {

    @Override
    TestServer.Setup setup() {
        TestServer.Setup setup = super.setup();
        setup.contextPath = "/some/app";
        return setup;
    }

    private HttpResponse<String> get(String path) {
        return client.get("/some/app" + path);
    }

    @Test
    void everythingIsFoundUnderAnyContextPath() {
        assertEquals(200, get("/rooms").statusCode());
        assertEquals(200, get("/rooms/").statusCode());
        assertEquals(200, get("/health/ready").statusCode());
        assertEquals(201, client.post("/some/app/rooms/lobby/events", "hello").statusCode());
    }

    @Test
    void aNameIsTheSameHoweverItIsWritten() {
        client.post("/some/app/rooms/caf%C3%A9/events", "composed");
        assertEquals(
                1, HttpCaller.data(get("/rooms/cafe%CC%81/events?after=0:0")).size());
        assertEquals(
                1, HttpCaller.data(get("/rooms/c%61f%c3%a9/events?after=0:0")).size());
    }

    @Test
    void whatIsNoNameOfARoomIsRefused() {
        for (String room : List.of("..x", "a%20b", "a%3Bb", "a;b=c", "%E2%80%AEx", "x".repeat(101), "-x")) {
            HttpResponse<String> refused = get("/rooms/" + room + "/events");
            assertTrue(refused.body().contains("bad_room"), room + refused.statusCode() + refused.body());
        }
        assertEquals(400, get("/rooms/%FF/events").statusCode());
        assertEquals(400, get("/rooms/a%2Fb/events").statusCode());
        assertEquals(400, get("/rooms/a%00b/events").statusCode());
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        for (String path : List.of("/rooms/lobby", "/rooms/lobby/", "/rooms/lobby/nothing", "/rooms/a/events/b")) {
            assertEquals("404 not_found", error(get(path)), path);
        }
    }

    @Test
    void whatCannotBeDoneIsRefusedWithWhatCan() {
        HttpResponse<String> refused = client.send("DELETE", "/some/app/rooms/lobby/events", new byte[0]);
        assertEquals("405 bad_command", error(refused));
        assertEquals(
                "GET, HEAD, OPTIONS, POST",
                refused.headers().firstValue("Allow").orElseThrow());
        assertEquals(405, client.post("/some/app/rooms", "").statusCode());
        assertEquals(405, get("/rooms/lobby/leave").statusCode());
        assertEquals(
                204,
                client.send("OPTIONS", "/some/app/rooms/lobby/events", new byte[0])
                        .statusCode());
    }

    @Test
    void theHeadOfAnAnswerHasItsLength() {
        for (String path : List.of("/rooms", "/rooms/lobby/events?wait=10", "/rooms/lobby/members", "/health/live")) {
            HttpResponse<String> head = client.send("HEAD", "/some/app" + path, new byte[0]);
            assertEquals(200, head.statusCode(), path);
            assertTrue(head.headers().firstValueAsLong("Content-Length").orElseThrow() > 0, path);
            assertEquals("", head.body());
        }
    }

    @Test
    void whatTheUrlAsksForMustMakeSense() {
        String events = "/rooms/lobby/events?";
        assertEquals("400 bad_position", error(get(events + "after=here")));
        for (String query : List.of(
                "last=-1",
                "last=1&after=0:0",
                "before=0:0",
                "since=yesterday",
                "limit=0",
                "wait=soon",
                "lag=some",
                "after=0:0&after=0:0",
                "limit=many")) {
            assertEquals("400 bad_command", error(get(events + query)), query);
        }
        assertThrows(Refusal.class, () -> QueryString.parse("last=1%2"));
        assertThrows(Refusal.class, () -> QueryString.parse("last=2%zz"));
        Refusal twice = assertThrows(Refusal.class, () -> QueryString.parse("a%0Ab=1&a%0Ab=2"));
        assertEquals("the URL has a key twice", twice.getMessage());
        assertEquals("400 bad_utf8", error(get(events + "name=%ff")));
        assertEquals("401 unauthorized", error(get(events + "token=forged")));
        assertEquals("400 bad_command", error(client.get("/some/app" + events + "wait=1", "Accept", LineStream.TYPE)));
        assertEquals(
                "400 bad_position",
                error(client.get("/some/app/rooms/lobby/events", "Accept", EventStream.TYPE, "Last-Event-ID", "x")));
    }
}
