package io.roomcast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Http;
import io.roomcast.kit.Line;
import io.roomcast.kit.socket.RawWebSocket;
import io.roomcast.server.rules.GuestList;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A server on which a deployer has added {@link GuestList} to a copy of the WAR keeps to that list. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GuestListContract {
    private static final String[] ANN = {"Authorization", "Bearer ann"};

    private Path guests;
    private ServerProcess server;
    private URI base;

    /** Starts the server in a folder of its own, with one more option for its JVM. */
    abstract ServerProcess start(String option);

    /** Puts the WAR, with a jar of these beans in it, where the server deploys from. */
    static void deploy(Unpacked server, String folder, Class<?>... beans) {
        Archive jar = Archive.beans(server.path("rules.jar"), beans);
        server.deploy(folder);
        new Archive(server.path(folder + "/roomcast.war")).put("WEB-INF/lib/rules.jar", jar.bytes());
    }

    @BeforeAll
    void start() throws IOException {
        guests = Files.createTempFile(War.path().getParent(), "guest-list-", ".txt");
        server = start("-D" + GuestList.FILE + "=" + guests.toAbsolutePath());
        base = server.base();
        Ready.await(base);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void who_is_not_on_the_list_may_do_nothing() {
        list();
        refused("read", Http.get(base, "rooms/shut/events?last=1", ANN));
        refused("read", Http.get(base, "rooms/shut/events?wait=stream", ANN));
        refused("read", Http.get(base, "rooms/shut/members", ANN));
        refused("enter", Http.post(base, "rooms/shut/members", "{}", ANN));
        refused("publish", Http.post(base, "rooms/shut/events", "hi", ANN));
        refused("read", socket("ws/shut"));
    }

    @Test
    void who_may_read_may_not_for_that_enter_or_publish() {
        list("ann READ library");
        assertEquals(200, Http.get(base, "rooms/library/events?last=1", ANN).statusCode());
        assertEquals(200, Http.get(base, "rooms/library/members", ANN).statusCode());
        refused("read", Http.get(base, "rooms/library/events?last=1"));
        refused("read", Http.get(base, "rooms/elsewhere/events?last=1", ANN));
        refused("enter", Http.post(base, "rooms/library/members", "{}", ANN));
        refused("publish", Http.post(base, "rooms/library/events", "hi", ANN));
        refused("enter", socket("ws/library"));
    }

    @Test
    void who_may_enter_may_not_for_that_read() {
        list("ann ENTER hall");
        assertEquals(201, Http.post(base, "rooms/hall/members", "{}", ANN).statusCode());
        refused("read", Http.get(base, "rooms/hall/events?last=1", ANN));
        refused("read", socket("ws/hall"));
    }

    @Test
    void who_may_publish_may_not_for_that_read() {
        list("ann PUBLISH letterbox");
        assertEquals(201, Http.post(base, "rooms/letterbox/events", "hi", ANN).statusCode());
        refused("read", Http.get(base, "rooms/letterbox/events?last=1", ANN));
    }

    @Test
    void who_may_not_publish_is_told_so_and_goes_on_reading() {
        list("ann READ stalls", "ann ENTER stalls");
        try (RawWebSocket socket = socket("ws/stalls")) {
            socket.next("welcome");
            socket.send(Commands.publish("c-1", "hi"));
            Line error = socket.next("error");
            assertEquals("forbidden c-1", error.code() + " " + error.body().getString("id"));
            list("ann PUBLISH stalls");
            assertEquals(
                    201, Http.post(base, "rooms/stalls/events", "silence", ANN).statusCode());
            assertEquals("silence", event(socket).said());
        }
    }

    @Test
    void who_may_do_all_is_in_the_room_under_the_name_of_the_list() {
        list("ann READ stage", "ann ENTER stage", "ann PUBLISH stage");
        try (RawWebSocket socket = socket("ws/stage?name=eve")) {
            assertEquals("ann", me(socket.next("welcome")).getString("name"));
            socket.send(Commands.publish("c-1", "by WebSocket"));
            assertEquals("by WebSocket", event(socket).said());
            String entered = Http.post(base, "rooms/stage/members", "{\"name\":\"eve\"}", ANN)
                    .body();
            assertEquals("ann", me(Line.of(entered)).getString("name"));
            Http.post(base, "rooms/stage/events?name=eve", "by HTTP", ANN);
            Line heard = event(socket);
            assertEquals("by HTTP", heard.said());
            assertEquals("ann", heard.json().getJsonObject("from").getString("name"));
        }
        String history = Http.get(base, "rooms/stage/events?last=2", ANN).body();
        assertTrue(history.contains("by WebSocket") && history.contains("by HTTP"), history);
    }

    @Test
    void the_rule_is_asked_again_at_each_command_and_each_resume() {
        String[] all = {"ann READ club", "ann ENTER club", "ann PUBLISH club"};
        list(all);
        try (RawWebSocket socket = socket("ws/club")) {
            Line welcome = socket.next("welcome");
            String token = welcome.body().getString("token");
            String[] annAgain = {ANN[0], ANN[1], "Roomcast-Token", token};
            socket.send(Commands.publish("c-1", "hi"));
            event(socket);
            list();
            socket.send(Commands.publish("c-2", "still here?"));
            assertEquals("forbidden", socket.next("error").code());
            String resume = "after=" + welcome.position();
            String resumed = "ws/club?token=" + Entering.encoded(token) + "&" + resume;
            refused("read", socket(resumed));
            refused("read", Http.get(base, "rooms/club/events?" + resume, annAgain));
            refused("read", Http.get(base, "rooms/club/events?wait=20&" + resume, annAgain));
            refused("read", Http.get(base, "rooms/club/events?wait=stream&" + resume, annAgain));
            refused("publish", Http.post(base, "rooms/club/events", Commands.publish("c-3", "no?"), annAgain));
            list(all);
            try (RawWebSocket again = socket(resumed)) {
                assertTrue(again.next("welcome").body().getBoolean("recovered"), "the token and the position are good");
                assertEquals("hi", event(again).said());
            }
        }
    }

    @Test
    void who_was_blocked_does_not_come_back_by_recovery_of_SocketIO() {
        String[] all = {"ann READ cellar", "ann ENTER cellar", "ann PUBLISH cellar"};
        list(all);
        String seat = connected("40/cellar,");
        assertTrue(seat.startsWith("40/cellar,{\"sid\":"), seat);
        String pid = Line.object(seat.substring("40/cellar,".length())).getString("pid");
        String back = "40/cellar,{\"pid\":\"" + pid + "\"}";
        list();
        assertEquals(
                "44/cellar,{\"message\":\"you may not read here\",\"data\":{\"code\":\"forbidden\"}}", connected(back));
        list(all);
        assertEquals(seat, connected(back), "the way back is good");
    }

    /** The answer to a CONNECT on a connection of its own. */
    private String connected(String connect) {
        try (RawWebSocket socket = socket("socket.io/?EIO=4&transport=websocket")) {
            socket.next(RawWebSocket.TEXT);
            socket.send(connect);
            return socket.next(RawWebSocket.TEXT).text();
        }
    }

    @Test
    void rooms_are_listed_to_those_who_may_know_of_them() {
        list("ann LIST lobby", "bob READ lobby");
        assertTrue(Http.get(base, "rooms", ANN).body().contains("\"lobby\""));
        String others = Http.get(base, "rooms", "Authorization", "Bearer bob").body();
        assertTrue(others.contains("\"rooms\":[]"), others);
    }

    private void list(String... lines) {
        try {
            Files.write(guests, List.of(lines));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private RawWebSocket socket(String path) {
        return new RawWebSocket(base, path, ANN[0] + ": " + ANN[1]);
    }

    private static Line event(RawWebSocket socket) {
        Line line = socket.line();
        while (!line.isEvent()) {
            line = socket.line();
        }
        return line;
    }

    private static JsonObject me(Line welcome) {
        return welcome.body().getJsonObject("me");
    }

    private static void refused(String deed, HttpResponse<String> answer) {
        assertEquals(403, answer.statusCode(), answer.body());
        forbidden(deed, Line.of(answer.body()));
    }

    /** The room of the URL is shut, so there is nothing to stay for. */
    private static void refused(String deed, RawWebSocket opened) {
        try (RawWebSocket socket = opened) {
            forbidden(deed, socket.line());
            assertEquals(4403, socket.closeCode());
        }
    }

    private static void forbidden(String deed, Line error) {
        assertTrue(error.is("error"), error.text());
        assertEquals(
                "forbidden: you may not " + deed + " here",
                error.code() + ": " + error.body().getString("message"));
    }
}
