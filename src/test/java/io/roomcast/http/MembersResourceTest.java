package io.roomcast.http;

import static io.roomcast.http.HttpCaller.error;
import static io.roomcast.http.HttpCaller.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class MembersResourceTest extends ServerTest {
    private static final String MEMBERS = "/rooms/lobby/members";
    private static final String LEAVE = "/rooms/lobby/leave";

    private void waitForMembers(int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> json(client.get(MEMBERS)).getInt("count") == count);
    }

    @Test
    void whoEntersIsWelcomedWithATokenAndSeenByOthers() {
        HttpResponse<String> answer = client.post(MEMBERS, "{\"name\":\"ann\"}");
        assertEquals(201, answer.statusCode());
        JsonObject welcome = json(answer).getJsonObject("welcome");
        assertEquals("ann", welcome.getJsonObject("me").getString("name"));
        JsonObject members = json(client.get(MEMBERS));
        assertEquals("ann", members.getJsonArray("members").getJsonObject(0).getString("name"));
        assertFalse(members.toString().contains(welcome.getString("token")));
    }

    @Test
    void whoEntersWithATokenIsTheSameAgain() {
        JsonObject ann = client.enter("lobby", "ann");
        HttpResponse<String> again = client.post("/rooms/other/members", "", "Roomcast-Token", ann.getString("token"));
        assertEquals(ann.get("me"), json(again).getJsonObject("welcome").get("me"));
    }

    private JsonObject page(String query) {
        return json(client.get(MEMBERS + "?limit=2" + query));
    }

    private static List<String> names(JsonObject... pages) {
        return Stream.of(pages)
                .flatMap(page -> page.getJsonArray("members").getValuesAs(JsonObject.class).stream())
                .map(member -> member.getString("name"))
                .sorted()
                .toList();
    }

    @Test
    void membersComeInPages() {
        for (String name : List.of("ann", "bob", "cid")) {
            client.enter("lobby", name);
        }
        JsonObject first = page("");
        assertEquals(2, first.getJsonArray("members").size());
        assertEquals(3, first.getInt("count"));
        JsonObject second = page("&after=" + first.getJsonNumber("next"));
        assertEquals(List.of("ann", "bob", "cid"), names(first, second));
        assertFalse(second.containsKey("next"));
    }

    @Test
    void pagesGoOnAfterAMemberWhoHasLeft() {
        Map<String, String> tokens = new HashMap<>();
        for (String name : List.of("ann", "bob", "cid")) {
            tokens.put(name, client.enter("lobby", name).getString("token"));
        }
        JsonObject first = page("");
        String last = first.getJsonArray("members").getJsonObject(1).getString("name");
        client.post(LEAVE, tokens.get(last));
        waitForMembers(2);
        assertEquals(List.of("ann", "bob", "cid"), names(first, page("&after=" + first.getJsonNumber("next"))));
    }

    @Test
    void whoLeavesIsGoneAtOnceAndMayLeaveAgain() {
        String header = client.enter("lobby", "ann").getString("token");
        String query = client.enter("lobby", "bob").getString("token");
        String body = client.enter("lobby", "cid").getString("token");
        waitForMembers(3);
        assertEquals(204, client.post(LEAVE, "", "Roomcast-Token", header).statusCode());
        assertEquals(204, client.post(LEAVE + "?token=" + query, "").statusCode());
        assertEquals(204, client.post(LEAVE, body + "\n").statusCode());
        waitForMembers(0);
        assertEquals(204, client.post(LEAVE, body).statusCode());
        assertEquals("401 unauthorized", error(client.post(LEAVE, "")));
        assertEquals("401 unauthorized", error(client.post(LEAVE, "forged")));
    }

    @Test
    void whatIsNoNameIsRefused() {
        assertEquals("400 bad_command", error(client.post(MEMBERS, "{\"name\":\"a\\u202eb\"}")));
        assertEquals("400 bad_command", error(client.post(MEMBERS, "{\"name\":7}")));
        assertEquals("400 bad_command", error(client.post(MEMBERS, "[]")));
        assertEquals("400 bad_json", error(client.post(MEMBERS, "ann")));
    }

    @Test
    void onlyListedRoomsAreTold() {
        client.enter("lobby", "ann");
        client.enter("hidden", "ann");
        JsonObject list = json(client.get("/rooms"));
        assertEquals(1, list.getJsonArray("rooms").size());
        assertEquals("lobby", list.getJsonArray("rooms").getJsonObject(0).getString("room"));
        assertEquals(1, list.getJsonArray("rooms").getJsonObject(0).getInt("count"));
    }
}
