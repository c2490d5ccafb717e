package io.roomcast.http;

import static io.roomcast.http.HttpCaller.error;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class RateTest extends ServerTest {
    private static final String EVENTS = "/rooms/lobby/events";

    @Override
    TestServer.Setup setup() {
        TestServer.Setup setup = super.setup();
        setup.publishes = 0.5;
        setup.newRooms = 0.5;
        return setup;
    }

    @Test
    void whoPublishesTooFastIsToldWhenToComeBack() {
        assertEquals(201, client.post(EVENTS, "one").statusCode());
        assertEquals(201, client.post(EVENTS, "two").statusCode());
        HttpResponse<String> refused = client.post(EVENTS, "three");
        assertEquals("429 too_fast", error(refused));
        assertEquals("2", refused.headers().firstValue("Retry-After").orElseThrow());
    }

    @Test
    void aPassingRefusalOfAnEventStreamIsAStreamThatAsksToComeBack() {
        client.get("/rooms/one/events");
        client.get("/rooms/two/events");
        HttpResponse<String> refused = client.get(EVENTS, "Accept", EventStream.TYPE);
        assertEquals(200, refused.statusCode());
        assertTrue(refused.body().startsWith("retry: 2000\n"), refused.body());
        assertTrue(refused.body().contains("\"too_fast\""));
    }

    @Test
    void whoAsksForOneRoomAfterTheOtherIsTooFast() {
        client.get("/rooms/one/events");
        client.get("/rooms/two/events");
        assertEquals("429 too_fast", error(client.get("/rooms/three/events")));
        assertEquals(200, client.get("/rooms/one/events").statusCode());
    }

    @Test
    void whoLeavesRoomsInWhichNobodyIsBringsThemIntoMemoryNoFaster() {
        String token = client.enter("one", "ann").getString("token");
        client.post("/rooms/two/leave", "", "Roomcast-Token", token);
        HttpResponse<String> refused = client.post("/rooms/three/leave", "", "Roomcast-Token", token);
        assertEquals("429 too_fast", error(refused));
        assertEquals(
                204,
                client.post("/rooms/one/leave", "", "Roomcast-Token", token).statusCode());
    }

    @Test
    void whoAnswersInRoomsInWhichNobodyIsBringsThemIntoMemoryNoFaster() {
        String answer = "{\"answer\":1,\"id\":\"q-1\"}";
        String token = client.enter("one", "ann").getString("token");
        client.post("/rooms/lobby/events", answer, "Roomcast-Token", token);
        HttpResponse<String> refused = client.post("/rooms/three/events", answer, "Roomcast-Token", token);
        assertEquals("429 too_fast", error(refused));
    }
}
