package io.roomcast.socketio.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Commands;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;

/** A client that connects with {@code auth:{roomcast:…}} hears more than the events, and one without does not. */
@OwnServer
class EnvelopeIT extends RealContract {
    private static final String ENVELOPE = "{\"roomcast\":true}";
    private static final String ANN = "{\"roomcast\":{\"name\":\"ann\"}}";

    /** The one object that an event of Roomcast's own brings. */
    private JsonObject news(RealClient client, String name) {
        Happening event = client.next(
                one -> one.is("event", namespace) && one.text("type").equals("roomcast:" + name));
        return event.arguments().getJsonObject(0);
    }

    @OnEachClient
    void who_asks_for_it_hears_who_said_it_where_and_when(Make make, Way way) {
        RealClient ann = enter(make, way, ENVELOPE);
        Client eve = enter(Transport.WEBSOCKET, Entering.into(room).named("eve"));
        eve.send(Commands.publishing("c-1", "{\"type\":\"news\",\"data\":{\"n\":1}}"));
        Line line = eve.nextEvent();
        List<JsonValue> arguments = ann.hears(namespace, "news");
        assertEquals(line.data(), arguments.get(0));
        assertEquals(2, arguments.size(), arguments::toString);
        JsonObject envelope = arguments.get(1).asJsonObject();
        assertEquals(Set.of("room", "offset", "type", "at", "from"), envelope.keySet());
        envelope.forEach((key, value) -> assertEquals(line.json().get(key), value, key));
        assertEquals("eve", envelope.getJsonObject("from").getString("name"));
    }

    @OnEachClient
    void who_does_not_ask_hears_only_what_was_said(Make make, Way way) {
        RealClient ann = enter(make, way);
        Client eve = enter(Transport.WEBSOCKET);
        publish(eve, "hi");
        hears(ann, "message", "[\"hi\"]");
        assertFalse(ann.heard().toString().contains("roomcast:"), ann.heard()::toString);
    }

    @OnEachClient
    void a_name_is_heard_by_others_and_asks_for_no_envelope(Make make, Way way) {
        RealClient ann = enter(make, way, ANN);
        Client eve = enter(Transport.WEBSOCKET);
        ann.emit(namespace, "news", "[1]");
        assertEquals("ann", eve.nextEvent().json().getJsonObject("from").getString("name"));
        hears(ann, "news", "[1]");
        assertFalse(ann.heard().toString().contains("roomcast:"), ann.heard()::toString);
    }

    @OnEachClient
    void welcome_and_presence_are_events_of_their_own(Make make, Way way) {
        RealClient ann = enter(make, way, ENVELOPE);
        JsonObject welcome = news(ann, "welcome");
        assertEquals(room, welcome.getString("room"));
        if (make.speaksProtocol5()) {
            // Before that a client makes its id by itself.
            assertEquals(ann.id(namespace), welcome.getJsonObject("me").getString("id"));
        }
        Client eve = enter(Transport.WEBSOCKET, Entering.into(room).named("eve"));
        JsonObject presence = news(ann, "presence");
        assertEquals(eve.id(), presence.getJsonArray("joined").getJsonObject(0).getString("id"));
        assertEquals(2, presence.getInt("count"));
    }

    @OnEachClient
    void an_error_that_no_acknowledgement_tells_is_an_event(Make make, Way way) {
        RealClient ann = enter(make, way, ENVELOPE);
        ann.emit(namespace, "t".repeat(65), "[1]");
        assertEquals("bad_command", news(ann, "error").getString("code"));
    }

    /** A room that keeps ten events. */
    @Nested
    @OwnServer(OwnServer.QUICK + " --history=10 --ring=16")
    class Forgetting {

        @OnEachClient(OnEachClient.Which.RECOVERING)
        void what_the_history_has_no_more_is_a_gap_and_no_recovery(Make make, Way way) {
            RealClient ann = enter(make, way, ENVELOPE);
            Client eve = enter(Transport.WEBSOCKET);
            publish(eve, "before");
            ann.hears(namespace, "message");
            ann.cable().lose();
            ann.next("disconnect", namespace);
            List<String> texts =
                    IntStream.rangeClosed(1, 100).mapToObj(String::valueOf).toList();
            texts.forEach(text -> publish(eve, text));
            ann.cable().mend();
            Happening again = ann.next("connect", namespace);
            assertFalse(again.isRecovered(), again::toString);
            JsonObject gap = news(ann, "gap");
            assertEquals("trimmed", gap.getString("reason"));
            assertEquals(2, gap.getInt("from"));
            JsonArray first = ann.next(one ->
                            one.is("event", namespace) && one.text("type").equals("message"))
                    .arguments();
            assertEquals(String.valueOf(gap.getInt("to")), first.getString(0));
        }
    }
}
