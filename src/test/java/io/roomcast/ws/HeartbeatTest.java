package io.roomcast.ws;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.socket.RawWebSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead, silent and stalled peers are found within two heartbeats and disturb nobody. */
class HeartbeatTest {
    @TempDir
    Path folder;

    private TomcatSite site;

    private void start(long heartbeat, long stall) throws LifecycleException {
        site = new TomcatSite(
                folder,
                WebSocketWorld.limits(Duration.ofMillis(heartbeat), Duration.ofMillis(stall)),
                WsSettings.with(ws -> {
                    ws.closing = Duration.ofMillis(500);
                    ws.heartbeat = Duration.ofMillis(heartbeat);
                }));
    }

    @AfterEach
    void stop() throws LifecycleException {
        site.close();
    }

    @Test
    void aPeerThatAnswersPingsStaysAndIsToldWhereItStands() throws LifecycleException {
        // Long enough that a busy machine cannot keep a pong from us for two heartbeats.
        start(1500, 10_000);
        try (WebSocketCaller inRoom = site.client("/ws/beat");
                WebSocketCaller inNone = site.client("/ws")) {
            inRoom.welcome();
            assertEquals("beat", inRoom.next("position").getString("room"));
            await().until(() -> inRoom.pings.get() >= 3 && inNone.pings.get() >= 3);
            assertFalse(inRoom.isClosed());
            assertFalse(inNone.isClosed());
        }
    }

    @Test
    void aPeerThatAnswersNoPingIsEndedAsIdle() throws LifecycleException {
        start(200, 5000);
        try (RawWebSocket dead = site.bare("ws/dead")) {
            boolean pinged = false;
            boolean told = false;
            RawWebSocket.Frame frame = dead.frame();
            while (frame.opcode() != 8) {
                pinged |= frame.opcode() == 9;
                told |= frame.opcode() == 1 && frame.text().contains("\"code\":\"idle\"");
                frame = dead.frame();
            }
            assertTrue(pinged);
            assertTrue(told);
            assertEquals(4408, frame.closeCode());
        }
    }

    @Test
    void aConnectionInNoRoomIsEndedAfterAWhile() throws LifecycleException {
        WsSettings shortly = WsSettings.with(ws -> ws.idle = Duration.ofMillis(200));
        site = new TomcatSite(folder, WebSocketWorld.limits(Duration.ofSeconds(25), Duration.ofSeconds(30)), shortly);
        try (WebSocketCaller ann = site.client("/ws")) {
            assertEquals("idle", ann.bye().getString("code"));
            assertEquals(4408, ann.closed());
        }
    }

    @Test
    void aClientThatNeverReadsIsEndedAndDisturbsNobody() throws LifecycleException {
        start(25_000, 1000);
        try (RawWebSocket stalled = site.bare("ws/slow");
                WebSocketCaller ann = site.client("/ws/slow?name=ann")) {
            ann.welcome();
            await().until(() -> site.world.ingress.rooms().readers("slow") == 2);
            String data = "\"" + "x".repeat(20_000) + "\"";
            site.world.publish("slow", 400, data);
            for (int offset = 1; offset <= 400; offset++) {
                assertEquals(offset, ann.next("offset").getInt("offset"));
            }
            await().atMost(Duration.ofSeconds(6)).until(() -> site.world.connections.count() == 1);
            ann.say("after");
            assertEquals("after", ann.next("offset").getString("data"));
            assertFalse(ann.isClosed());
            // Behind what the kernel still holds there is a close, or the end of the connection.
            stalled.closeCode();
        }
    }
}
