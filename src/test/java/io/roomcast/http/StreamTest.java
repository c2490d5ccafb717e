package io.roomcast.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.room.Limits;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class StreamTest extends ServerTest {
    private static final String SSE = "text/event-stream";
    private static final String LINES = "application/x-ndjson";

    @Override
    TestServer.Setup setup() {
        TestServer.Setup setup = super.setup();
        setup.limits = Limits.with(limits -> {
            limits.heartbeat = Duration.ofMillis(500);
            limits.grace = Duration.ofMillis(200);
            limits.stall = Duration.ofSeconds(2);
            limits.presence = Duration.ofMillis(10);
        });
        return setup;
    }

    private void waitForReaders(int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> server.ingress().rooms().readers("lobby") == count);
    }

    @Test
    void everyBlockOfAnEventStreamSaysWhereTheReaderStands() {
        String end = client.publish("lobby", "one");
        try (HttpCaller.Raw stream = client.stream("/rooms/lobby/events?last=1", SSE)) {
            assertTrue(stream.until("Content-Type: ").contains(SSE));
            stream.until("retry: ");
            assertEquals("id: " + end.replace(":1", ":0"), stream.line());
            assertTrue(stream.line().startsWith("data: {\"position\""));
            assertEquals("id: " + end, stream.until("id: "));
            assertTrue(stream.line().contains("\"data\":\"one\""));
            assertEquals("", stream.line());
        }
    }

    @Test
    void anEventStreamGoesOnBehindTheLastEventIdWhateverElseTheUrlSays() {
        String one = client.publish("lobby", "one");
        client.publish("lobby", "two");
        try (HttpCaller.Raw stream =
                client.stream("/rooms/lobby/events?after=0:0", SSE, "Last-Event-ID: " + one + "\r\n")) {
            assertEquals("id: " + one, stream.until("id: "));
            stream.until("id: ");
            assertTrue(stream.line().contains("\"two\""));
        }
    }

    @Test
    void theHeartbeatOfAnEventStreamIsABlockWithoutData() {
        try (HttpCaller.Raw stream = client.stream("/rooms/lobby/events", SSE)) {
            stream.until("data: ");
            stream.until("id: ");
            assertEquals("", stream.line());
        }
    }

    @Test
    void aStreamOfLinesBeginsWithTheWelcomeOfASession() {
        String token = client.enter("lobby", "ann").getString("token");
        try (HttpCaller.Raw stream =
                client.stream("/rooms/lobby/events?wait=stream", "*/*", "Roomcast-Token: " + token + "\r\n")) {
            assertTrue(stream.until("Content-Type: ").contains(LINES));
            assertTrue(stream.until("welcome").contains("\"ann\""));
            client.publish("lobby", "hello");
            assertTrue(stream.until("offset").contains("\"hello\""));
            assertTrue(stream.until("position").startsWith("{\"position\""));
        }
    }

    @Test
    void aHistoryOfLinesEndsWithAPosition() {
        client.publish("lobby", "one");
        String end = client.publish("lobby", "two");
        HttpResponse<String> history = client.get("/rooms/lobby/events?after=0:0", "Accept", LINES);
        List<String> lines =
                history.body().lines().filter(line -> line.contains("offset")).toList();
        assertEquals(2, lines.size());
        String last = history.body().lines().reduce((before, line) -> line).orElseThrow();
        assertEquals("{\"position\":\"" + end + "\",\"room\":\"lobby\"}", last);
    }

    @Test
    void aFinalRefusalOfAnEventStreamIsNoStream() {
        assertEquals(
                "401 unauthorized", HttpCaller.error(client.get("/rooms/lobby/events?token=forged", "Accept", SSE)));
    }

    @Test
    void whoNeverReadsIsEndedAndDisturbsNobody() {
        try (HttpCaller.Raw lazy = client.stream("/rooms/lobby/events?wait=stream", LINES);
                HttpCaller.Raw keen = client.stream("/rooms/lobby/events?wait=stream", LINES)) {
            keen.until("position");
            waitForReaders(2);
            String big = "x".repeat(500_000);
            for (int index = 1; index <= 20; index++) {
                long begun = System.nanoTime();
                client.publish("lobby", big);
                keen.until("\"offset\":" + index + ",");
                assertTrue(System.nanoTime() - begun < 2_000_000_000L);
            }
            waitForReaders(1);
        }
    }

    @Test
    void aDrainingServerSaysByeOnAStreamAndEndsIt() {
        try (HttpCaller.Raw stream = client.stream("/rooms/lobby/events", SSE)) {
            stream.until("data: ");
            server.ingress().rooms().drain(Duration.ZERO, new Random());
            stream.until("retry: ");
            assertTrue(stream.line().startsWith("id: "));
            assertTrue(stream.line().contains("\"draining\""));
            assertEquals("", stream.line());
        }
    }

    @Test
    void theNewerOfTwoStreamsOfASessionWins() {
        String token = client.enter("lobby", "ann").getString("token");
        try (HttpCaller.Raw older = client.stream("/rooms/lobby/events?wait=stream&token=" + token, LINES)) {
            older.until("welcome");
            try (HttpCaller.Raw newer = client.stream("/rooms/lobby/events?token=" + token, SSE)) {
                newer.until("welcome");
                assertTrue(older.until("bye").contains("\"replaced\""));
                assertTrue(older.toTheEnd().stream().allMatch(String::isEmpty));
            }
        }
    }
}
