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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PollTest extends ServerTest {

    private void waitForReaders(int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> server.ingress().rooms().readers("lobby") == count);
    }

    private static HttpResponse<String> soon(CompletableFuture<HttpResponse<String>> answer) {
        return answer.orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void historyIsReadFromTheBeginningInOrder() {
        client.publish("lobby", "one");
        String end = client.publish("lobby", "two");
        HttpResponse<String> page = client.get("/rooms/lobby/events?after=0:0");
        assertEquals(200, page.statusCode());
        assertEquals(List.of("\"one\"", "\"two\""), data(page));
        assertEquals(end, json(page).getString("position"));
    }

    @Test
    void withoutAStartAPollStandsAtTheHead() {
        String end = client.publish("lobby", "one");
        HttpResponse<String> page = client.get("/rooms/lobby/events");
        assertEquals(List.of(), data(page));
        assertEquals(end, json(page).getString("position"));
    }

    @Test
    void aPageIsAsLongAsItsLimitAndTheNextGoesOnBehindIt() {
        for (int index = 0; index < 5; index++) {
            client.publish("lobby", "m" + index);
        }
        HttpResponse<String> first = client.get("/rooms/lobby/events?after=0:0&limit=3");
        assertEquals(List.of("\"m0\"", "\"m1\"", "\"m2\""), data(first));
        HttpResponse<String> second =
                client.get("/rooms/lobby/events?limit=3&after=" + json(first).getString("position"));
        assertEquals(List.of("\"m3\"", "\"m4\""), data(second));
    }

    @Test
    void theLastOnesAndThoseBeforeThemAreFound() {
        List<String> positions = new ArrayList<>();
        for (int index = 0; index < 5; index++) {
            positions.add(client.publish("lobby", "m" + index));
        }
        assertEquals(List.of("\"m3\"", "\"m4\""), data(client.get("/rooms/lobby/events?last=2")));
        HttpResponse<String> before = client.get("/rooms/lobby/events?last=2&before=" + positions.get(3));
        assertEquals(2, data(before).size());
        assertEquals(
                List.of("\"m0\"", "\"m1\"", "\"m2\"", "\"m3\"", "\"m4\""),
                data(client.get("/rooms/lobby/events?since=2020-01-01T00:00:00Z")));
    }

    @Test
    void aWaitingPollIsAnsweredByAPublish() {
        var poll = client.getLater("/rooms/lobby/events?wait=30");
        waitForReaders(1);
        String end = client.publish("lobby", "hello");
        assertEquals(List.of("\"hello\""), data(soon(poll)));
        assertEquals(end, json(soon(poll)).getString("position"));
    }

    @Test
    void aPollWhoseWaitIsOverIsAnsweredWithNothingButItsPosition() {
        String end = client.publish("lobby", "hello");
        HttpResponse<String> poll = client.get("/rooms/lobby/events?wait=1&after=" + end);
        assertEquals(List.of(), data(poll));
        assertEquals(end, json(poll).getString("position"));
    }

    @Test
    void aLostPositionIsAGapAmongTheEvents() {
        client.publish("lobby", "hello");
        JsonObject answer = json(client.get("/rooms/lobby/events?after=elsewhere:7&wait=5"));
        JsonObject gap = answer.getJsonArray("events").getJsonObject(0).getJsonObject("gap");
        assertEquals("epoch", gap.getString("reason"));
        assertEquals(2, answer.getJsonArray("events").size());
    }

    @Test
    void aPollThatKnowsAnOldRosterIsToldTheDifference() {
        JsonObject ann = client.enter("lobby", "ann");
        String token = ann.getString("token");
        var poll = client.getLater(
                "/rooms/lobby/events?wait=30&roster=" + ann.getJsonNumber("roster") + "&after="
                        + ann.getString("position"),
                "Roomcast-Token",
                token);
        waitForReaders(1);
        client.enter("lobby", "bob");
        JsonObject presence = json(soon(poll)).getJsonObject("presence");
        assertEquals("bob", presence.getJsonArray("joined").getJsonObject(0).getString("name"));
    }

    @Test
    void theNewestOfTwoPollsOfASessionWins() {
        String token = client.enter("lobby", "ann").getString("token");
        var first = client.getLater("/rooms/lobby/events?wait=30", "Roomcast-Token", token);
        waitForReaders(1);
        var second = client.getLater("/rooms/lobby/events?wait=30&token=" + token);
        JsonObject bye = json(soon(first)).getJsonObject("bye");
        assertEquals("replaced", bye.getString("code"));
        assertFalse(bye.getBoolean("reconnect"));
        client.publish("lobby", "hello");
        assertEquals(List.of("\"hello\""), data(soon(second)));
    }

    @Test
    void aDrainingServerAnswersWaitingPollsWithAFarewell() {
        var poll = client.getLater("/rooms/lobby/events?wait=30");
        waitForReaders(1);
        server.ingress().rooms().drain(Duration.ofMillis(10), new Random());
        assertEquals(200, soon(poll).statusCode());
        JsonObject bye = json(soon(poll)).getJsonObject("bye");
        assertEquals("draining", bye.getString("code"));
        assertTrue(bye.getBoolean("reconnect"));
        assertEquals(503, client.get("/health/ready").statusCode());
        assertEquals(200, client.get("/health/live").statusCode());
    }

    @Test
    void aPollOfARoomThatIsRemovedIsGone() {
        var poll = client.getLater("/rooms/lobby/events?wait=30");
        waitForReaders(1);
        server.ingress().rooms().remove("lobby");
        assertEquals("410 gone", error(soon(poll)));
    }

    @Test
    void fiveHundredPollsWaitWithoutAThreadEach() {
        List<CompletableFuture<HttpResponse<String>>> polls = new ArrayList<>();
        for (int index = 0; index < 500; index++) {
            polls.add(client.getLater("/rooms/lobby/events?wait=30"));
        }
        waitForReaders(500);
        long threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("-exec-"))
                .count();
        assertTrue(threads < 20, "threads: " + threads);
        client.publish("lobby", "hello");
        for (var poll : polls) {
            assertEquals(List.of("\"hello\""), data(soon(poll)));
        }
        waitForReaders(0);
    }

    @Test
    void aFullPageThatAnyoneMayReadMayBeKept() {
        String first = client.publish("lobby", "one");
        client.publish("lobby", "two");
        client.publish("lobby", "three");
        String path = "/rooms/lobby/events?limit=2&after=" + first;
        HttpResponse<String> page = client.get(path);
        assertEquals("max-age=3600", page.headers().firstValue("Cache-Control").orElseThrow());
        String tag = page.headers().firstValue("ETag").orElseThrow();
        assertTrue(page.headers().firstValue("Vary").orElseThrow().contains("Roomcast-Token"));
        HttpResponse<String> again = client.get(path, "If-None-Match", tag);
        assertEquals(304, again.statusCode());
        assertEquals("", again.body());
    }

    @Test
    void whatMayChangeOrIsPrivateMayNotBeKept() {
        JsonObject ann = client.enter("lobby", "ann");
        String first = client.publish("lobby", "one");
        client.publish(
                "lobby",
                "{\"publish\":{\"data\":2,\"to\":\"" + ann.getJsonObject("me").getString("id") + "\"}}");
        client.publish("lobby", "three");
        for (String query :
                List.of("after=" + first, "after=0:0&limit=1", "last=1&limit=1", "limit=1&after=" + first)) {
            HttpResponse<String> page = client.get("/rooms/lobby/events?" + query);
            assertEquals(
                    "private, no-store",
                    page.headers().firstValue("Cache-Control").orElseThrow(),
                    query);
            assertFalse(page.headers().firstValue("ETag").isPresent(), query);
        }
    }

    @Test
    void anAnswerEndsAtAboutAMegabyteAndTheNextGoesOn() {
        String big = "x".repeat(300_000);
        for (int index = 0; index < 6; index++) {
            client.publish("lobby", big);
        }
        HttpResponse<String> first = client.get("/rooms/lobby/events?after=0:0");
        assertTrue(data(first).size() < 6);
        HttpResponse<String> second =
                client.get("/rooms/lobby/events?after=" + json(first).getString("position"));
        assertEquals(6, data(first).size() + data(second).size());
    }

    @Test
    void aLongAnswerComesInPiecesAndIsOneObject() {
        Random random = new Random(1);
        List<String> said = new ArrayList<>();
        for (int index = 0; index < 12; index++) {
            String text = index + "x".repeat(random.nextInt(40_000));
            said.add('"' + text + '"');
            client.publish("lobby", text);
        }
        String end = client.publish("lobby", "last");
        said.add("\"last\"");
        HttpResponse<String> page = client.get("/rooms/lobby/events?after=0:0");
        assertEquals(said, data(page));
        assertEquals(end, json(page).getString("position"));
        assertFalse(page.headers().firstValue("ETag").isPresent());
        HttpResponse<String> head = client.send("HEAD", "/rooms/lobby/events?after=0:0", new byte[0]);
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        HttpResponse<String> small = client.get("/rooms/lobby/events?after=0:0&limit=1");
        assertEquals(said.subList(0, 1), data(small));
    }
}
