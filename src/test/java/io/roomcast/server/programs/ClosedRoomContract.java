package io.roomcast.server.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.contract.client.Http;
import java.net.URI;

/** What the program of the examples does, wherever it runs: nobody may say anything in the room "closed". */
final class ClosedRoomContract {
    private ClosedRoomContract() {}

    static void check(URI base) {
        assertEquals(201, Http.post(base, "rooms/open/events", "hi").statusCode());
        assertEquals(403, Http.post(base, "rooms/closed/events", "hi").statusCode());
    }
}
