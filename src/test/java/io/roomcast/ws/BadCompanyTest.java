package io.roomcast.ws;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.socket.RawWebSocket;
import io.roomcast.room.Limits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that mean ill or do not know better are told so, and nothing of it reaches the log. */
class BadCompanyTest {
    @TempDir
    static Path folder;

    private static final Queue<String> TRACES = new ConcurrentLinkedQueue<>();
    private static final Handler WATCH = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getThrown() != null) {
                TRACES.add(entry.getLoggerName() + ": " + entry.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private static TomcatSite site;

    @BeforeAll
    static void start() throws LifecycleException {
        Logger.getLogger("").addHandler(WATCH);
        site = new TomcatSite(folder, Limits.DEFAULT, WsSettings.with(ws -> ws.connectionsPerAddress = 3));
    }

    @AfterEach
    void nothingIsLeftAndNothingWasLogged() {
        await().until(() -> site.world.connections.count() == 0);
        assertTrue(TRACES.isEmpty(), TRACES::toString);
    }

    @AfterAll
    static void stop() throws LifecycleException {
        site.close();
        Logger.getLogger("").removeHandler(WATCH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"publish\"|bad_json",
                "{}|bad_command",
                "{\"join\":1}|bad_command",
                "{\"publish\":{},\"ping\":1}|bad_command",
                "{\"join\":\"../x\"}|bad_room",
                "{\"join\":\"x\",\"after\":\"xyz\"}|bad_position",
                "{\"answer\":1,\"id\":\"q\"}|not_found",
                "{\"publish\":{\"data\":\"\\ud800\"}}|bad_json",
            })
    void aBadCommandIsAnErrorAndTheConnectionLivesOn(String command, String code) {
        try (WebSocketCaller ann = site.client("/ws/lives")) {
            ann.welcome();
            ann.say(command);
            assertEquals(code, ann.error().getString("code"));
            ann.say("{\"ping\":1}");
            assertEquals(1, ann.next("pong").getInt("pong"));
        }
    }

    @Test
    void aNestingBombIsAnErrorAndTheConnectionLivesOn() {
        try (WebSocketCaller ann = site.client("/ws/lives")) {
            ann.welcome();
            ann.say("{\"publish\":{\"data\":" + "[".repeat(60_000));
            assertEquals("bad_json", ann.error().getString("code"));
            ann.say("{\"ping\":1}");
            assertEquals(1, ann.next("pong").getInt("pong"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"forged", "", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void aTokenThatIsNotOursIsUnauthorizedInAJoinAsWell(String token) {
        try (WebSocketCaller ann = site.client("/ws")) {
            ann.say("{\"join\":\"x\",\"token\":\"" + token + "\"}");
            assertEquals("unauthorized", ann.error().getString("code"));
        }
    }

    @Test
    void aBadTokenInTheAddressIsToldAndClosedWith4401() {
        try (WebSocketCaller ann = site.client("/ws/x?token=forged")) {
            assertEquals("unauthorized", ann.error().getString("code"));
            assertEquals(4401, ann.closed());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/ws/-x, bad_room, 4404",
        "/ws/a%20b, bad_room, 4404",
        "/ws/x;y=z, bad_room, 4404",
        "/ws/x?after=xyz, bad_position, 4400",
        "/ws/x?last=-1, bad_command, 4400",
        "/ws/x?since=yesterday, bad_command, 4400",
        "/ws/x?lag=none, bad_command, 4400",
        "/ws/x?last=1&after=0:0, bad_command, 4400",
        "/ws/x?name=%E2%80%AEmoc, bad_command, 4400",
        "/ws/x?name=%FF, bad_utf8, 1007",
        "/ws/x?name=a&name=b, bad_command, 4400",
    })
    void aBadAddressIsToldAndClosed(String address, String code, int close) {
        try (WebSocketCaller ann = site.client(address)) {
            assertEquals(code, ann.error().getString("code"));
            assertEquals(close, ann.closed());
        }
    }

    @Test
    void aRoomOf200CharactersIsABadRoom() {
        try (WebSocketCaller ann = site.client("/ws/" + "x".repeat(200))) {
            assertEquals("bad_room", ann.error().getString("code"));
            assertEquals(4404, ann.closed());
        }
    }

    @Test
    void aBinaryMessageIsAnErrorAndTheConnectionLivesOn() {
        try (WebSocketCaller ann = site.client("/ws/binary")) {
            ann.welcome();
            ann.sayBytes(new byte[10_000]);
            assertEquals("bad_command", ann.error().getString("code"));
            ann.say("{\"ping\":1}");
            assertEquals(1, ann.next("pong").getInt("pong"));
        }
    }

    @Test
    void aMessageLargerThanTheFrameIsToldAndClosedWith1009() {
        try (WebSocketCaller ann = site.client("/ws/oversize")) {
            ann.welcome();
            ann.say("x".repeat(65_537));
            assertEquals("too_large", ann.error().getString("code"));
            assertEquals(1009, ann.closed());
        }
    }

    @Test
    void bytesThatAreNotUtf8Close() {
        try (RawWebSocket raw = site.bare("ws/utf8")) {
            raw.send(RawWebSocket.TEXT, true, new byte[] {'h', (byte) 0xff});
            // Where the welcome is just being written, Tomcat cannot say why it closes.
            assertTrue(Set.of(1007, 1006).contains(raw.closeCode()));
        }
    }

    @Test
    void oneAddressHasABoundedNumberOfConnections() {
        try (WebSocketCaller one = site.client("/ws/many");
                WebSocketCaller two = site.client("/ws/many");
                WebSocketCaller three = site.client("/ws/many")) {
            one.welcome();
            two.welcome();
            three.welcome();
            try (WebSocketCaller four = site.client("/ws/many")) {
                assertEquals("too_many", four.error().getString("code"));
                assertEquals(4430, four.closed());
            }
            one.say("still here");
            assertEquals("still here", three.next("offset").getString("data"));
        }
    }

    @Test
    void aFloodOfCommandsWhoseAnswersAreNotReadIsEndedAsSlow() {
        try (RawWebSocket flood = site.bare("ws");
                WebSocketCaller ann = site.client("/ws/flood")) {
            byte[] ping = ("{\"ping\":\"" + "x".repeat(100) + "\"}").getBytes(StandardCharsets.US_ASCII);
            ann.welcome();
            await().until(() -> {
                boolean taken = true;
                for (int count = 0; count < 500 && taken; count++) {
                    taken = flood.send(RawWebSocket.TEXT, true, ping);
                }
                return !taken || site.world.connections.count() == 1;
            });
            ann.say("alive");
            assertEquals("alive", ann.next("offset").getString("data"));
        }
    }
}
