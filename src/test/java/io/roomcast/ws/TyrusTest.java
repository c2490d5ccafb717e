package io.roomcast.ws;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same endpoints on Tyrus, the WebSocket of Payara and GlassFish, which may call back from within a send. */
class TyrusTest {
    private static final int MANY = 5000;

    private TyrusSite site;

    @BeforeEach
    void start() throws DeploymentException, IOException, ReflectiveOperationException {
        site = new TyrusSite(
                WebSocketWorld.limits(Duration.ofMillis(1500), Duration.ofSeconds(10), MANY, 16L << 20),
                WsSettings.DEFAULT.beating(Duration.ofMillis(1500)));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void enterPublishAckAndGoOnAfterACut() {
        String token;
        String position;
        try (WebSocketCaller ann = site.client("/ws/%E5%A4%A7?name=a%20b")) {
            assertEquals("大", ann.welcome().getString("room"));
            ann.say("{\"publish\":{\"data\":1},\"id\":\"c-1\"}");
            position = ann.next("ack").getString("position");
            assertEquals(1, ann.next("offset").getInt("offset"));
            ann.say("{\"join\":\"two\"}");
            token = ann.welcome().getString("token");
        }
        site.world.publish("大", 1, "2");
        try (WebSocketCaller again = site.clientInLines("/ws/%E5%A4%A7?token=" + token + "&after=" + position)) {
            assertEquals("a b", again.welcome().getJsonObject("me").getString("name"));
            assertEquals(2, again.next("offset").getInt("offset"));
            again.say("{\"bye\":true}");
            assertEquals(1000, again.closed());
        }
    }

    @Test
    void errorsAndEndsAreTold() {
        try (WebSocketCaller ann = site.client("/ws/x?token=forged")) {
            assertEquals("unauthorized", ann.error().getString("code"));
            assertEquals(4401, ann.closed());
        }
        try (WebSocketCaller ann = site.client("/ws/a%2Fb")) {
            assertEquals("bad_room", ann.error().getString("code"));
            assertEquals(4404, ann.closed());
        }
        try (WebSocketCaller ann = site.client("/ws/x")) {
            ann.welcome();
            ann.sayBytes(new byte[10]);
            assertEquals("bad_command", ann.error().getString("code"));
            ann.say("x".repeat(70_000));
            assertEquals("too_large", ann.error().getString("code"));
            assertEquals(1009, ann.closed());
        }
        await().until(() -> site.world.connections.count() == 0);
    }

    @Test
    void thousandsOfFramesOfOneBatchBuildNoStackAndPingsGoBetweenThem() {
        site.world.publish("many", MANY, "1");
        try (WebSocketCaller ann = site.client("/ws/many?last=" + MANY)) {
            for (int offset = 1; offset <= MANY; offset++) {
                assertEquals(offset, ann.next("offset").getInt("offset"));
            }
            await().until(() -> ann.pings.get() >= 2);
            assertFalse(ann.isClosed());
        }
    }
}
