package io.roomcast.browser;

import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Cable;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Http;
import io.roomcast.contract.client.Transport;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * The start of tests with Roomcast's own pages: a browser, a cable of its own to the server, and Eve in the test's room.
 * Seats are kept so long that who is gone at once has left.
 */
@OwnServer("--heartbeat=2s --grace=30s --presence=20ms --rate=0 --joins=1000000 --new-rooms=1000000")
abstract class VisitedRoom {
    static Browser browser;

    final String room = "room-" + UUID.randomUUID();
    Cable cable;
    Client eve;

    @BeforeAll
    static void start() {
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @BeforeEach
    void somebodyIsThere(URI base) {
        cable = new Cable(base);
        eve = Transport.WEBSOCKET.enter(base, Entering.into(room).named("eve"));
    }

    /** Eve publishes a content under an id, and is told that it is kept. */
    final void keeps(String id, String content) {
        eve.send(Commands.publishing(id, content));
        eve.answerTo(id);
    }

    /** The members of the room, as the server lists them. */
    final String members(URI base) {
        return Http.get(base, "rooms/" + room + "/members").body();
    }

    @AfterEach
    void goHome() {
        browser.closePages();
        eve.close();
        cable.close();
    }
}
