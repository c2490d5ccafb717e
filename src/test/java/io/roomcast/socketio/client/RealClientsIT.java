package io.roomcast.socketio.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Transport;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

/** Socket.IO's own clients among each other and with others: events, bytes, acknowledgements, namespaces. */
@OwnServer
class RealClientsIT extends RealContract {
    private static final String BYTES = "{\"$bytes\":\"AQID/w==\"}";
    private static final String BINARY = "{\"_binary\":\"AQID/w==\"}";

    private static String position(JsonArray answer) {
        assertEquals(1, answer.size(), answer::toString);
        String position = answer.getString(0);
        assertTrue(position.matches("[A-Za-z0-9_-]{1,32}:[0-9]{1,16}"), position);
        return position;
    }

    @OnEachClient
    @DisplayName("Socket.IO: emit and on on both ends with any event name; message; io.emit: all hear it")
    void what_one_emits_reaches_all_and_the_lines_of_others_reach_it(Make make, Way way) {
        RealClient ann = enter(make, way);
        RealClient bob = enter(Make.JAVASCRIPT_4_8, Way.WEBSOCKET);
        Client eve = enter(Transport.WEBSOCKET);
        ann.emit(namespace, "news", "[{\"text\":\"大厅\",\"n\":[1,2.5,null,true]}]");
        hears(ann, "news", "[{\"text\":\"大厅\",\"n\":[1,2.5,null,true]}]");
        hears(bob, "news", "[{\"text\":\"大厅\",\"n\":[1,2.5,null,true]}]");
        hearsLine(eve, "news", "{\"text\":\"大厅\",\"n\":[1,2.5,null,true]}", false);
        eve.send(Commands.publishing("c-1", "{\"type\":\"news\",\"data\":\"from eve\"}"));
        eve.say("plain");
        hears(ann, "news", "[\"from eve\"]");
        hears(ann, "message", "[\"plain\"]");
        bob.emit(namespace, "news", "[\"from bob\"]");
        hears(ann, "news", "[\"from bob\"]");
    }

    @OnEachClient
    @DisplayName(
            "Socket.IO: a session id in the handshake; starts on polling and upgrades to WebSocket; picks the transport by itself")
    void it_comes_by_the_transports_that_it_was_told_and_over_to_websocket_where_it_may(Make make, Way way) {
        RealClient ann = enter(make, way);
        Happening open = ann.heard().get(0);
        assertTrue(open.is("open") && open.text("sid").matches("[A-Za-z0-9_-]{16,}"), open::toString);
        assertEquals(way.first(), open.text("transport"));
        List<String> upgrades = open.json().getJsonArray("upgrades").getValuesAs(JsonString::getString);
        assertEquals(way == Way.WEBSOCKET ? List.of() : List.of("websocket"), upgrades);
        List<String> names = ann.heard().stream()
                .filter(happening -> happening.is("upgrade"))
                .map(happening -> happening.text("transport"))
                .toList();
        assertEquals(way == Way.UPGRADED ? List.of("websocket") : List.of(), names);
    }

    @OnEachClient
    void several_arguments_arrive_as_several_and_none_as_none(Make make, Way way) {
        RealClient ann = enter(make, way);
        RealClient bob = enter(Make.JAVASCRIPT_4_8, Way.WEBSOCKET);
        Client eve = enter(Transport.WEBSOCKET);
        for (String several : List.of("[1,\"two\",{\"3\":[true]}]", "[]")) {
            ann.emit(namespace, "many", several);
            hears(bob, "many", several);
            hears(ann, "many", several);
            hearsLine(eve, "many", several, true);
            eve.send(Commands.publishing(
                    "c-" + several.length(), "{\"type\":\"many\",\"args\":true,\"data\":" + several + "}"));
            hears(ann, "many", several);
            hears(bob, "many", several);
            hearsLine(eve, "many", several, true);
        }
        ann.emit(namespace, "list", "[[1,2]]");
        hears(bob, "list", "[[1,2]]");
        hearsLine(eve, "list", "[1,2]", false);
    }

    @OnEachClient
    void bytes_are_bytes_to_each_of_them_and_an_object_with_base64_to_others(Make make, Way way) {
        RealClient ann = enter(make, way);
        RealClient bob = enter(Make.JAVASCRIPT_4_8, Way.WEBSOCKET);
        Client eve = enter(Transport.WEBSOCKET);
        String arguments = "[" + BYTES + ",{\"deep\":[" + BYTES + ",1]}]";
        ann.emit(namespace, "bytes", arguments);
        hears(ann, "bytes", arguments);
        hears(bob, "bytes", arguments);
        hearsLine(eve, "bytes", "[" + BINARY + ",{\"deep\":[" + BINARY + ",1]}]", true);
        bob.emit(namespace, "bytes", "[" + BYTES + "]");
        hears(ann, "bytes", "[" + BYTES + "]");
        hearsLine(eve, "bytes", BINARY, false);
        eve.send(Commands.publishing("c-1", "{\"type\":\"bytes\",\"data\":{\"deep\":" + BINARY + "}}"));
        hears(ann, "bytes", "[{\"deep\":" + BYTES + "}]");
        String others = "{\"a\":{\"_binary\":\"no base64!\"},\"b\":{\"_binary\":\"AQID/w==\",\"more\":1}}";
        eve.send(Commands.publishing("c-2", "{\"type\":\"bytes\",\"data\":" + others + "}"));
        hears(ann, "bytes", "[" + others + "]");
    }

    @OnEachClient
    @DisplayName("Socket.IO: acknowledgement callbacks: an ordinary room answers with the position")
    void an_acknowledgement_is_the_position_which_readers_are_given_as_offset(Make make, Way way) {
        RealClient ann = enter(make, way);
        RealClient bob = enter(Make.JAVASCRIPT_4_8, Way.WEBSOCKET);
        Client eve = enter(Transport.WEBSOCKET);
        String position = position(ann.ask(namespace, "news", "[1]"));
        JsonArray heard = bob.next("event", namespace).arguments();
        assertEquals(RealClient.list("[1,\"" + position + "\"]"), heard);
        eve.nextEvent();
        assertEquals(position, eve.position());
        assertNotEquals(position, position(ann.ask(namespace, "bytes", "[" + BYTES + "]")));
    }

    @OnEachClient
    void a_refused_emit_is_acknowledged_with_the_error(Make make, Way way) {
        RealClient ann = enter(make, way);
        JsonArray answer = ann.ask(namespace, "t".repeat(65), "[1]");
        JsonObject error = answer.getJsonObject(0).getJsonObject("error");
        assertEquals("bad_command", error.getString("code"));
        assertFalse(error.getString("message").isEmpty());
        assertEquals(1, answer.size(), answer::toString);
        position(ann.ask(namespace, "still", "[\"here\"]"));
        hears(ann, "still", "[\"here\"]");
    }

    @OnEachClient
    void an_id_of_its_own_is_taken_off_and_makes_a_repeat_harmless(Make make, Way way) {
        RealClient ann = enter(make, way);
        Client eve = enter(Transport.WEBSOCKET);
        String arguments = "[\"once\",{\"roomcast\":{\"id\":\"c-1\"}}]";
        String position = position(ann.ask(namespace, "news", arguments));
        assertEquals(position, position(ann.ask(namespace, "news", arguments)));
        position(ann.ask(namespace, "news", "[\"after\"]"));
        hearsLine(eve, "news", "\"once\"", false);
        hearsLine(eve, "news", "\"after\"", false);
        hears(ann, "news", "[\"once\"]");
        hears(ann, "news", "[\"after\"]");
        JsonArray other = ann.ask(namespace, "news", "[\"other\",{\"roomcast\":{\"id\":\"c-1\"}}]");
        assertEquals("conflict", other.getJsonObject(0).getJsonObject("error").getString("code"));
    }

    @OnEachClient
    @DisplayName("Socket.IO: namespaces, which are rooms, share one connection")
    void namespaces_are_rooms_that_share_one_connection(Make make, Way way) {
        // Version 2 is in the first one as soon as it is connected, and asks for it in no other moment.
        RealClient ann = enter(make, way, base, "/", "{}");
        Client there = enter(Transport.WEBSOCKET, Entering.into(room + "-2"));
        Client lobby = enter(Transport.WEBSOCKET, Entering.into("lobby"));
        for (String one : List.of(namespace, namespace + "-2")) {
            ann.connect(one, "{}");
            ann.next("connect", one);
        }
        ann.emit(namespace + "-2", "news", "[\"there\"]");
        ann.emit("/", "news", "[" + Commands.quoted(room) + "]");
        ann.emit(namespace, "news", "[\"here\"]");
        hearsLine(there, "news", "\"there\"", false);
        assertEquals(
                "news",
                lobby.next(line -> line.isEvent() && line.data().toString().equals(Commands.quoted(room)))
                        .json()
                        .getString("type"));
        hears(ann, "news", "[\"here\"]");
        assertEquals(RealClient.list("[\"there\"]"), ann.hears(namespace + "-2", "news"));
        assertEquals(1, ann.heard().stream().filter(one -> one.is("open")).count());
    }

    @OnEachClient
    void a_namespace_that_cannot_be_is_refused_with_a_sentence_and_the_others_go_on(Make make, Way way) {
        RealClient ann = enter(make, way);
        ann.connect("/-bad", "{}");
        Happening refusal = ann.next("connect_error", "/-bad");
        assertFalse(refusal.text("message").isBlank(), refusal::toString);
        position(ann.ask(namespace, "still", "[\"here\"]"));
        hears(ann, "still", "[\"here\"]");
    }

    @OnEachClient
    @DisplayName("Socket.IO: connect and disconnect: who disconnects is gone from that room alone")
    void who_disconnects_is_gone_from_that_room_alone(Make make, Way way) {
        RealClient ann = enter(make, way);
        RealClient bob = enter(Make.JAVASCRIPT_4_8, Way.WEBSOCKET);
        ann.connect(namespace + "-2", "{}");
        ann.next("connect", namespace + "-2");
        ann.disconnect(namespace + "-2");
        assertEquals(
                "io client disconnect", ann.next("disconnect", namespace + "-2").text("reason"));
        Client there = enter(Transport.WEBSOCKET, Entering.into(room + "-2"));
        there.next(line -> line.text().contains("\"count\":1"));
        publish(there, "nobody hears");
        position(bob.ask(namespace, "news", "[1]"));
        hears(ann, "news", "[1]");
        assertEquals(
                0,
                ann.heard().stream()
                        .filter(one -> one.is("event", namespace + "-2"))
                        .count());
    }
}
