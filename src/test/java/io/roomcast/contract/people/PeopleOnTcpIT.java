package io.roomcast.contract.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.Contract;
import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Person;
import io.roomcast.contract.client.Transport;
import io.roomcast.server.ServerProcess;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Everyday use of TCP by people, as far as it needs no program on the server. */
@OwnServer
class PeopleOnTcpIT extends Contract {

    private Person person() {
        Person person = new Person(base).says("/join " + room);
        person.hears("in " + room);
        return person;
    }

    @Test
    @DisplayName("TCP chat: greeting on join")
    void greeting() {
        try (Person ann = new Person(base)) {
            assertTrue(ann.hears("in lobby").startsWith("* You are user-"), ann.heard()::toString);
        }
    }

    @Test
    @DisplayName("TCP chat: every line goes to everyone but its sender")
    void every_line_goes_to_everyone_but_its_sender() {
        try (Person ann = person();
                Person bob = person();
                Person eve = person()) {
            ann.says("/name ann").says("hello");
            for (Person other : List.of(bob, eve)) {
                assertEquals("ann: hello", other.hears("hello"));
            }
            bob.says("answer");
            ann.hears("answer");
            assertEquals(
                    0,
                    ann.heard().stream().filter(line -> line.contains("hello")).count(),
                    ann.heard()::toString);
        }
    }

    @Test
    @DisplayName("TCP chat: \"server is closed, bye\" on shutdown")
    void bye_on_shutdown() {
        try (ServerProcess server = ServerProcess.standalone("--drain=100ms");
                Person ann = new Person(server.base())) {
            ann.hears("in lobby");
            assertEquals(0, server.end());
            List<String> heard = ann.hearsTheEnd();
            assertEquals("server is closed, bye", heard.get(heard.size() - 1));
        }
    }

    @Test
    @DisplayName("TCP echo: listen, connect, data, end, close; each connection on its own")
    void data_and_end() {
        try (Person ann = person();
                Person bob = person()) {
            ann.hears("is here");
            bob.says("data").endsItsSide();
            ann.hears("data");
            bob.hearsTheEnd();
            ann.hears("left");
            ann.says("/quit").hearsTheEnd();
        }
    }

    @Test
    @DisplayName("one conversation: browser users and TCP users share one conversation")
    void browser_users_and_tcp_users_share_one_conversation() {
        try (Person ann = person()) {
            ann.says("/name ann");
            List<Client> browsers = Stream.of(Transport.WEBSOCKET, Transport.LONG_POLL, Transport.SSE)
                    .map(transport -> enter(transport, Entering.into(room).named("by " + transport)))
                    .toList();
            ann.says("from TCP");
            for (Client browser : browsers) {
                assertEquals("from TCP", browser.nextEvent().said());
                browser.say("to TCP by "
                        + browser.welcome().body().getJsonObject("me").getString("name"));
                String name = browser.welcome().body().getJsonObject("me").getString("name");
                assertEquals(name + ": to TCP by " + name, ann.hears("to TCP by " + name));
            }
        }
    }

    @Test
    @DisplayName("no name makes a line look like one of the server's, of a program's, or of somebody else's")
    void names_that_deceive() {
        try (Person ann = person()) {
            for (String name : List.of(
                    "* You are kicked", "! refused", "{bye", "server is closed, bye", "bob: hi", "* “x” left")) {
                Client deceiver = enter(Transport.WEBSOCKET, Entering.into(room).named(name));
                String shown = "“" + name.replace('“', '"').replace('”', '"') + "”";
                assertEquals("* " + shown + " is here", ann.hears("is here"));
                deceiver.say("look");
                assertEquals(shown + ": look", ann.hears("look"));
                deceiver.close();
            }
        }
    }
}
