package io.roomcast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Http;
import io.roomcast.kit.Line;
import io.roomcast.kit.socket.RawWebSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A Tomcat asks for names and passwords in one room, and {@code access=principal} lets in whom it knows. Its constraint leaves
 * other ways open, on which it asks nobody.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrincipalIT {
    private static final String BASIC = """
              <context-param>
                <param-name>roomcast.access</param-name>
                <param-value>principal</param-value>
              </context-param>
              <security-constraint>
                <web-resource-collection>
                  <web-resource-name>inside</web-resource-name>
                  <url-pattern>/rooms/inside/*</url-pattern>
                  <url-pattern>/ws/inside</url-pattern>
                </web-resource-collection>
                <auth-constraint>
                  <role-name>people</role-name>
                </auth-constraint>
              </security-constraint>
              <login-config>
                <auth-method>BASIC</auth-method>
              </login-config>
              <security-role>
                <role-name>people</role-name>
              </security-role>
            """;

    private static final String[] ANN = login("ann");

    private ServerProcess tomcat;
    private URI base;

    @BeforeAll
    void start() {
        Unpacked home = TestedServer.TOMCAT.unpacked();
        Unpacked folder = TomcatServer.base("tomcat-principal", home);
        folder.configure("tomcat/people.xml", "conf/tomcat-users.xml");
        folder.deploy("webapps");
        new Archive(folder.path("webapps/roomcast.war")).declare(BASIC);
        tomcat = TomcatServer.start(home, folder);
        base = tomcat.base();
        Ready.await(base);
    }

    @AfterAll
    void stop() {
        tomcat.close();
    }

    @Test
    void who_is_not_logged_in_is_asked_to_by_the_container() {
        assertEquals(401, Http.get(base, "rooms/inside/events?last=1").statusCode());
        assertEquals(401, Http.post(base, "rooms/inside/members", "{}").statusCode());
        assertEquals(401, Http.post(base, "rooms/inside/events", "hi").statusCode());
        assertTrue(greeting("ws/inside").startsWith("HTTP/1.1 401"));
    }

    @Test
    void who_is_in_another_role_is_refused_by_the_container() {
        assertEquals(
                403, Http.get(base, "rooms/inside/events?last=1", login("bob")).statusCode());
        assertTrue(greeting("ws/inside", login("bob")).startsWith("HTTP/1.1 403"));
    }

    @Test
    void where_the_container_asks_nobody_nobody_may_read_enter_or_publish() {
        refused("read", Http.get(base, "rooms/outside/events?last=1"));
        refused("read", Http.get(base, "rooms/outside/events?wait=stream"));
        refused("enter", Http.post(base, "rooms/outside/members", "{\"name\":\"ann\"}"));
        refused("publish", Http.post(base, "rooms/outside/events?name=ann", "hi"));
        try (RawWebSocket socket = new RawWebSocket(base, "ws/outside?name=ann")) {
            forbidden("read", socket.line());
            assertEquals(4403, socket.closeCode());
        }
    }

    @Test
    void the_list_of_rooms_is_for_everybody() {
        assertTrue(Http.get(base, "rooms").body().contains("\"lobby\""));
    }

    @Test
    void who_is_logged_in_publishes_and_reads_over_http_under_that_name() {
        Line welcome = entered();
        assertEquals("ann", welcome.body().getJsonObject("me").getString("name"));
        String token = welcome.body().getString("token");
        HttpResponse<String> answer = Http.post(
                base, "rooms/inside/events", Commands.publish("c-1", "hi"), ANN[0], ANN[1], "Roomcast-Token", token);
        assertEquals(201, answer.statusCode(), answer.body());
        assertEquals(
                201,
                Http.post(base, "rooms/inside/events?name=eve", "I am a guest", ANN)
                        .statusCode());
        String history = Http.get(base, "rooms/inside/events?after=" + welcome.position(), ANN)
                .body();
        assertTrue(history.contains("\"name\":\"ann\"},\"data\":\"hi\""), history);
        assertTrue(history.contains("{\"name\":\"ann\",\"guest\":true},\"data\":\"I am a guest\""), history);
    }

    @Test
    void who_is_logged_in_publishes_and_reads_over_websocket_under_that_name() {
        try (RawWebSocket socket = new RawWebSocket(base, "ws/inside?name=eve", header(ANN))) {
            assertEquals(
                    "ann", socket.next("welcome").body().getJsonObject("me").getString("name"));
            socket.send("hello");
            Line line = socket.line();
            while (!line.isEvent()) {
                line = socket.line();
            }
            assertEquals("hello", line.said());
            assertEquals("ann", line.json().getJsonObject("from").getString("name"));
        }
    }

    @Test
    void a_token_alone_does_not_come_back_on_a_way_that_the_constraint_leaves_open() {
        Line welcome = entered();
        String token = welcome.body().getString("token");
        try (RawWebSocket socket = new RawWebSocket(base, "ws")) {
            socket.send("{\"join\":\"inside\",\"token\":" + Commands.quoted(token) + "}");
            forbidden("read", socket.line());
        }
        assertEquals(
                401,
                Http.get(base, "rooms/inside/events?token=" + Entering.encoded(token))
                        .statusCode());
    }

    private Line entered() {
        return Line.of(Http.post(base, "rooms/inside/members", "{\"name\":\"eve\"}", ANN)
                .body());
    }

    private String greeting(String path, String... login) {
        String[] headers = login.length == 0 ? login : new String[] {header(login)};
        try (RawWebSocket socket = new RawWebSocket(base, path, headers)) {
            return socket.greeting();
        }
    }

    private static String[] login(String name) {
        String words = name + ":secret of " + name;
        return new String[] {
            "Authorization", "Basic " + Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8))
        };
    }

    private static String header(String... pair) {
        return pair[0] + ": " + pair[1];
    }

    private static void refused(String deed, HttpResponse<String> answer) {
        assertEquals(403, answer.statusCode(), answer.body());
        forbidden(deed, Line.of(answer.body()));
    }

    private static void forbidden(String deed, Line error) {
        assertTrue(error.is("error"), error.text());
        assertEquals(
                "forbidden: you may not " + deed + " here",
                error.code() + ": " + error.body().getString("message"));
    }
}
