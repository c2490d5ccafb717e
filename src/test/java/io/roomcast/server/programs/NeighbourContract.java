package io.roomcast.server.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Http;
import io.roomcast.kit.socket.RawWebSocket;
import io.roomcast.server.Archive;
import io.roomcast.server.Ready;
import io.roomcast.server.Server;
import io.roomcast.server.TestedServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Programs in servers: in a copy of the WAR, and in a WAR that has Roomcast as one jar among others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class NeighbourContract {
    private static final String[] ELSEWHERE = {"Origin", "https://elsewhere.example"};
    private static final String IN_MEMORY = """
              <context-param>
                <param-name>roomcast.engine</param-name>
                <param-value>memory:</param-value>
              </context-param>
            """;

    private final TestedServer kind;
    private final Neighbour copy;
    private final Neighbour theirs;

    NeighbourContract(Server server) {
        kind = server.kind();
        copy = new Neighbour(server, "jar-in-the-war");
        theirs = new Neighbour(server, "roomcast-in-your-war");
    }

    @BeforeAll
    void deploy() throws Exception {
        Archive war = new Archive(Example.built("jar-in-the-war", "war"));
        // The store is in use already, by the WAR that was copied.
        war.declare(IN_MEMORY);
        Path own = Example.built("roomcast-in-your-war", "war", kind == TestedServer.TOMCAT ? "-Ptomcat" : "-q");
        copy.deploy(war.file());
        theirs.deploy(own);
        Ready.await(copy.base());
        Ready.await(theirs.base());
    }

    @AfterAll
    void leave() throws Exception {
        copy.close();
        theirs.close();
    }

    @Test
    void a_jar_in_a_copy_of_the_war_runs() {
        ParrotContract.check(copy.base());
    }

    @Test
    void a_program_of_an_application_with_rooms_in_it_runs() {
        ParrotContract.check(theirs.base());
    }

    @Test
    void the_other_application_is_as_before() {
        HttpResponse<String> price = Http.post(theirs.base(), "price", "", ELSEWHERE);
        assertEquals("200 42", price.statusCode() + " " + price.body());
        assertTrue(price.headers().firstValue("Referrer-Policy").isEmpty());
    }

    @Test
    void the_gate_stands_before_rooms() {
        URI base = theirs.base();
        assertEquals(403, Http.post(base, "rooms/open/events", "hi", ELSEWHERE).statusCode());
        assertEquals(403, Http.get(base, "rooms/open/events?last=1", ELSEWHERE).statusCode());
        assertEquals(
                403,
                Http.get(base, "socket.io/?EIO=4&transport=polling", ELSEWHERE).statusCode());
        try (RawWebSocket socket = new RawWebSocket(base, "ws/open", String.join(": ", ELSEWHERE))) {
            assertTrue(socket.greeting().startsWith("HTTP/1.1 403"), socket::greeting);
        }
    }

    @Test
    void SocketIO_is_there_and_refuses_a_handshake_before_the_upgrade() {
        URI base = theirs.base();
        String opened = Http.get(base, "socket.io/?EIO=4&transport=polling").body();
        assertTrue(opened.startsWith("0{\"sid\":"), opened);
        assertEquals(200, Http.get(base, "socket.io/socket.io.js").statusCode());
        try (RawWebSocket socket = new RawWebSocket(base, "socket.io/?EIO=9&transport=websocket")) {
            assertTrue(socket.greeting().startsWith("HTTP/1.1 400"), socket::greeting);
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void who_is_connected_is_told_to_come_back() throws Exception {
        try (RawWebSocket one = new RawWebSocket(copy.base(), "ws/open?name=ann");
                RawWebSocket other = new RawWebSocket(theirs.base(), "ws/open?name=ann")) {
            one.next("welcome");
            other.next("welcome");
            copy.leave();
            theirs.leave();
            // WildFly ends WebSockets itself before it stops an application.
            int draining = kind == TestedServer.WILDFLY ? 1001 : 1012;
            assertEquals(draining, one.closeCode());
            assertEquals(draining, other.closeCode());
        }
    }
}
