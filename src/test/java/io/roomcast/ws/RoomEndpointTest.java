package io.roomcast.ws;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.room.Limits;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A well-behaved client on embedded Tomcat gets what it asks for. */
class RoomEndpointTest {
    @TempDir
    static Path folder;

    private static TomcatSite site;

    @BeforeAll
    static void start() throws LifecycleException {
        site = new TomcatSite(folder, Limits.DEFAULT, WsSettings.DEFAULT);
    }

    @AfterAll
    static void stop() throws LifecycleException {
        site.close();
    }

    @Test
    void whoEntersIsWelcomedAndReadsItsOwnEventAndItsAck() {
        try (WebSocketCaller ann = site.client("/ws/enter?name=ann")) {
            JsonObject welcome = ann.welcome();
            assertEquals("enter", welcome.getString("room"));
            assertEquals("ann", welcome.getJsonObject("me").getString("name"));
            assertEquals("0:0", welcome.getString("position"));
            assertEquals("", ann.subprotocol());
            ann.say("{\"publish\":{\"data\":{\"text\":\"grüße 大\"}},\"id\":\"c-1\"}");
            JsonObject ack = ann.next("ack");
            JsonObject event = ann.next("offset");
            assertEquals("c-1", ack.getString("ack"));
            assertEquals(1, event.getInt("offset"));
            assertTrue(ack.getString("position").endsWith(":1"));
            assertEquals("grüße 大", event.getJsonObject("data").getString("text"));
            assertEquals("ann", event.getJsonObject("from").getString("name"));
        }
    }

    @Test
    void plainTextIsAMessageToTheRoomOfTheAddress() {
        try (WebSocketCaller ann = site.client("/ws/plain?name=ann");
                WebSocketCaller bob = site.client("/ws/plain?name=bob")) {
            ann.welcome();
            bob.welcome();
            ann.say("hello\n");
            JsonObject event = bob.next("offset");
            assertEquals("message", event.getString("type"));
            assertEquals("hello", event.getString("data"));
        }
    }

    @Test
    void aRoomsNameMayBePercentEncoded() {
        try (WebSocketCaller ann = site.client("/ws/%E5%A4%A7%E5%8E%85?name=a%20b+c")) {
            JsonObject welcome = ann.welcome();
            assertEquals("大厅", welcome.getString("room"));
            assertEquals("a b c", welcome.getJsonObject("me").getString("name"));
        }
    }

    @Test
    void oneConnectionReadsTwoRooms() {
        try (WebSocketCaller ann = site.client("/ws")) {
            ann.say("{\"join\":\"one\",\"name\":\"ann\",\"id\":\"j1\"}");
            JsonObject one = ann.welcome();
            ann.say("{\"join\":\"two\"}");
            JsonObject two = ann.welcome();
            assertEquals("j1", one.getString("id"));
            assertEquals(
                    one.getJsonObject("me").getString("id"),
                    two.getJsonObject("me").getString("id"));
            site.world.publish("one", 1, "1");
            assertEquals("one", ann.next("offset").getString("room"));
            site.world.publish("two", 1, "2");
            assertEquals("two", ann.next("offset").getString("room"));
            ann.say("{\"leave\":\"one\"}");
            assertEquals("one", ann.bye().getString("room"));
            ann.say("{\"ping\":7}");
            assertEquals(7, ann.next("pong").getInt("pong"));
        }
    }

    @Test
    void aBatchIsOneBinaryFrameOfLinesForWhoOffersTheSubprotocol() {
        site.world.publish("lines", 50, "\"ü\"");
        try (WebSocketCaller ann = WebSocketCaller.open(site.port(), "/ws/lines?last=50", LineEndpoint.LINES)) {
            assertEquals(LineEndpoint.LINES, ann.subprotocol());
            ann.welcome();
            for (int offset = 1; offset <= 50; offset++) {
                assertEquals(offset, ann.next("offset").getInt("offset"));
            }
            assertEquals(2, ann.frames.get());
            ann.say("text frames go up");
            assertEquals("text frames go up", ann.next("offset").getString("data"));
        }
    }

    @Test
    void aTextFrameHoldsExactlyOneLine() {
        site.world.publish("texts", 50, "1");
        try (WebSocketCaller ann = site.client("/ws/texts?last=50")) {
            for (int offset = 1; offset <= 50; offset++) {
                assertEquals(offset, ann.next("offset").getInt("offset"));
            }
            assertEquals(51, ann.frames.get());
        }
    }

    @Test
    void afterACutTheClientGoesOnWhereItStood() {
        String token;
        String position;
        try (WebSocketCaller ann = site.client("/ws/resume?name=ann")) {
            token = ann.welcome().getString("token");
            ann.say("{\"publish\":{\"data\":1},\"id\":\"a\"}");
            position = ann.next("ack").getString("position");
            ann.cut();
        }
        site.world.publish("resume", 3, "2");
        try (WebSocketCaller again = site.client("/ws/resume?token=" + token + "&after=" + position)) {
            JsonObject welcome = again.welcome();
            assertTrue(welcome.getBoolean("recovered"));
            assertEquals("ann", welcome.getJsonObject("me").getString("name"));
            for (int offset = 2; offset <= 4; offset++) {
                assertEquals(offset, again.next("offset").getInt("offset"));
            }
        }
    }

    @Test
    void theNewerReaderOfASessionReplacesTheOlder() {
        try (WebSocketCaller older = site.client("/ws/replaced?name=ann")) {
            String token = older.welcome().getString("token");
            try (WebSocketCaller newer = site.client("/ws/replaced?token=" + token)) {
                newer.welcome();
                JsonObject bye = older.bye();
                assertEquals("replaced", bye.getString("code"));
                assertFalse(bye.getBoolean("reconnect"));
                assertEquals(4411, older.closed());
            }
        }
    }

    @Test
    void byeGivesTheSeatUpAtOnce() {
        try (WebSocketCaller ann = site.client("/ws/bye?name=ann")) {
            ann.welcome();
            assertEquals(1, site.world.count("bye"));
            ann.say("{\"bye\":true}");
            await().atMost(Duration.ofSeconds(2)).until(() -> site.world.count("bye") == 0);
            assertEquals("closed", ann.bye().getString("code"));
            assertEquals(1000, ann.closed());
        }
    }

    @Test
    void aMessageMayBeAsLargeAsTheFrameAllows() {
        String large = "大".repeat(20_000);
        try (WebSocketCaller ann = site.client("/ws/large")) {
            ann.welcome();
            ann.say(large);
            assertEquals(large, ann.next("offset").getString("data"));
        }
    }

    @Test
    void aDrainTellsEverybodyToComeBackAlsoWhoIsInNoRoom() throws LifecycleException {
        try (TomcatSite other = new TomcatSite(folder.resolve("drain"), Limits.DEFAULT, WsSettings.DEFAULT);
                WebSocketCaller inRoom = other.client("/ws/drain");
                WebSocketCaller inNone = other.client("/ws")) {
            inRoom.welcome();
            RandomGenerator random = RandomGenerator.getDefault();
            other.world.ingress.rooms().drain(Duration.ofSeconds(1000), random);
            other.world.connections.drain(Duration.ofSeconds(1000), random);
            for (WebSocketCaller client : new WebSocketCaller[] {inRoom, inNone}) {
                JsonObject bye = client.bye();
                assertEquals("draining", bye.getString("code"));
                assertTrue(bye.getBoolean("reconnect"));
                assertNotEquals(0, bye.getInt("after"));
                assertEquals(1012, client.closed());
            }
            try (WebSocketCaller late = other.client("/ws/drain")) {
                assertEquals("draining", late.bye().getString("code"));
                assertEquals(1012, late.closed());
            }
        }
    }
}
