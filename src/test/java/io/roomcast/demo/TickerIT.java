package io.roomcast.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Cut;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Http;
import io.roomcast.contract.client.Person;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import io.roomcast.server.ServerProcess;
import io.roomcast.socketio.client.Make;
import io.roomcast.socketio.client.RealClient;
import io.roomcast.socketio.client.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The room {@code ticker}, in which the server speaks by itself, and everybody to everybody. */
class TickerIT extends DemoContract {
    private static final String TICKER = "ticker";

    private static Line tick(Client client) {
        return client.next(
                line -> line.isEvent() && line.json().getString("type").equals("tick"));
    }

    @Test
    @DisplayName("ticker: the server pushes every second")
    void the_server_pushes_every_second() {
        Client ann = enter(Transport.WEBSOCKET, TICKER, own("ann"));
        Client eve = enter(Transport.SSE, TICKER, own("eve"));
        RealClient bob = enter(Make.JAVASCRIPT_4_8, Way.WEBSOCKET, base, "/ticker", "{}");
        try (Person joe = person(TICKER)) {
            Instant before = Instant.parse(tick(ann).said());
            for (int turn = 0; turn < 2; turn++) {
                Instant next = Instant.parse(tick(ann).said());
                Duration between = Duration.between(before, next);
                assertTrue(between.toMillis() >= 900 && between.toSeconds() < 5, between::toString);
                before = next;
            }
            String last = before.toString();
            hears(eve, "tick", last);
            bob.next(one -> one.is("event", "/ticker") && one.toString().contains(last));
            joe.hears("* [tick]: " + last);
        }
    }

    @Test
    @DisplayName("ticker: what one client sends reaches all")
    void what_one_sends_reaches_all() {
        List<Client> people = Stream.of(Transport.values())
                .map(transport -> enter(transport, TICKER, own(transport.toString())))
                .toList();
        RealClient bob = enter(Make.JAVASCRIPT_2_5, Way.POLLING, base, "/ticker", "{}");
        try (Person joe = person(TICKER)) {
            for (Client sender : people) {
                sender.say(own("from " + sender));
                people.forEach(each -> hears(each, "message", own("from " + sender)));
                joe.hears(own("from " + sender));
                hears(bob, "/ticker", "message", "[\"" + own("from " + sender) + "\"]");
            }
        }
    }

    @Test
    @DisplayName("ticker: sends only to sockets that are open")
    void sends_only_to_open_sockets(ServerProcess server) throws IOException {
        Client ann = enter(Transport.WEBSOCKET, TICKER, own("ann"));
        Client closed = enter(Transport.WEBSOCKET, TICKER, own("closed"));
        Client lost = enter(Transport.WEBSOCKET, TICKER, own("lost"));
        closed.close();
        lost.cut(Cut.RESET);
        for (String gone : List.of(closed.id(), lost.id())) {
            ann.next(line -> line.is("presence")
                    && line.body().containsKey("left")
                    && line.text().contains(gone));
        }
        tick(ann);
        tick(ann);
        String members = Http.get(base, "rooms/ticker/members").body();
        assertTrue(members.contains(own("ann")), members);
        assertFalse(members.contains(own("closed")) || members.contains(own("lost")), members);
        String output = Files.readString(server.output());
        assertFalse(output.contains("Exception"), output);
    }

    /** A stream reads on from where its client entered, by another request before; what it was told meanwhile comes first. */
    private Entering entered() {
        Line welcome = Line.of(Http.post(base, "rooms/ticker/members", "{}").body());
        return Entering.into(TICKER).token(welcome.body().getString("token")).after(welcome.position());
    }

    @Test
    @DisplayName("ticker: the client's address is known to the server")
    void the_address_is_known() {
        for (Transport transport : Transport.values()) {
            boolean stream = transport == Transport.SSE || transport == Transport.NDJSON;
            Client ann = enter(transport, stream ? entered() : Entering.into(TICKER));
            Line address = ann.next(
                    line -> line.isEvent() && line.json().getString("type").equals("address"));
            assertEquals("127.0.0.1", address.said());
            assertEquals("[\"" + ann.id() + "\"]", address.json().get("to").toString(), "nobody else is told");
        }
        try (Person joe = person(TICKER)) {
            assertEquals("* [address]: 127.0.0.1", joe.hears("[address]"));
        }
    }
}
