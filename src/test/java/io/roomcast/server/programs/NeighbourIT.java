package io.roomcast.server.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Http;
import io.roomcast.contract.client.RawWebSocket;
import io.roomcast.server.Archive;
import io.roomcast.server.OnEachServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Programs in servers: in a copy of the WAR, and in a WAR that has Roomcast as one jar among others. */
@Tag("neighbour")
@OnEachServer
class NeighbourIT {
    private static final String WEB = "WEB-INF/web.xml";
    private static final String END = "</web-app>";
    private static final String IN_MEMORY = """
              <context-param>
                <param-name>roomcast.engine</param-name>
                <param-value>memory:</param-value>
              </context-param>
            """;

    @Test
    void a_jar_in_a_copy_of_the_war_runs(URI roomcast) throws Exception {
        Archive war = new Archive(Example.built("jar-in-the-war", "war"));
        // The store is in use already, by the WAR that was copied.
        war.put(WEB, war.text(WEB).replace(END, IN_MEMORY + END).getBytes(StandardCharsets.UTF_8));
        try (Neighbour neighbour = Neighbour.deployed(war.file(), roomcast)) {
            ClosedRoomContract.check(neighbour.base());
        }
    }

    @Test
    void an_application_of_somebody_else_has_rooms_besides_what_it_had(URI roomcast) throws Exception {
        String[] profile = System.getProperty("server").equals("tomcat") ? new String[] {"-Ptomcat"} : new String[0];
        Path war = Example.built("roomcast-in-your-war", "war", profile);
        try (Neighbour neighbour = Neighbour.deployed(war, roomcast)) {
            URI base = neighbour.base();
            ClosedRoomContract.check(base);
            the_other_application_is_as_before(base);
            the_gate_stands_before_rooms(base);
            socketIo_is_there(base);
            who_is_connected_is_told_to_come_back(neighbour);
        }
    }

    private static void the_other_application_is_as_before(URI base) {
        HttpResponse<String> price = Http.post(base, "price", "", "Origin", "https://elsewhere.example");
        assertEquals("200 42\n", price.statusCode() + " " + price.body());
        assertTrue(price.headers().firstValue("Referrer-Policy").isEmpty());
    }

    private static void the_gate_stands_before_rooms(URI base) {
        String[] elsewhere = {"Origin", "https://elsewhere.example"};
        assertEquals(403, Http.post(base, "rooms/open/events", "hi", elsewhere).statusCode());
        assertEquals(403, Http.get(base, "rooms/open/events?last=1", elsewhere).statusCode());
        try (RawWebSocket socket = new RawWebSocket(base, "ws/open", "Origin: https://elsewhere.example")) {
            assertTrue(socket.greeting().startsWith("HTTP/1.1 403"), socket::greeting);
        }
    }

    private static void socketIo_is_there(URI base) {
        String opened = Http.get(base, "socket.io/?EIO=4&transport=polling").body();
        assertTrue(opened.startsWith("0{\"sid\":"), opened);
        assertEquals(200, Http.get(base, "socket.io/socket.io.js").statusCode());
        try (RawWebSocket socket = new RawWebSocket(base, "socket.io/?EIO=9&transport=websocket")) {
            assertTrue(socket.greeting().startsWith("HTTP/1.1 400"), socket::greeting);
        }
    }

    private static void who_is_connected_is_told_to_come_back(Neighbour neighbour) throws Exception {
        try (RawWebSocket socket = new RawWebSocket(neighbour.base(), "ws/open?name=ann")) {
            socket.next("welcome");
            neighbour.leave();
            assertEquals("draining", socket.next("bye").code());
        }
    }
}
