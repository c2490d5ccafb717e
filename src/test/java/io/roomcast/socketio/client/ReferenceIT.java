package io.roomcast.socketio.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The real clients against Socket.IO's own server: what is red here is wrong with the tests and not with ours. */
@ExtendWith(NodeStart.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferenceIT {
    private static final String MIXED = "[1,\"two\",{\"3\":[true,null,2.5]},{\"$bytes\":\"AQID/w==\"},"
            + "{\"deep\":[{\"$bytes\":\"AQID/w==\"},\"大厅\"]}]";
    private static final String ROOM = "/room";

    private ReferenceServer server;
    private RealClients clients;

    @BeforeAll
    void start() throws Exception {
        server = ReferenceServer.start();
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void arrive(NodeProcess node) {
        clients = new RealClients(node);
    }

    @AfterEach
    void goHome() {
        clients.close();
    }

    private RealClient enter(Make make, Way way) {
        return clients.enter(make, way, server.base(), ROOM, "{\"name\":\"ann\"}");
    }

    private static void hears(RealClient client, String type, String arguments) {
        assertEquals((List<JsonValue>) RealClient.list(arguments), client.hears(ROOM, type));
    }

    @OnEachClient
    void arguments_and_bytes_go_there_and_come_back(Make make, Way way) {
        RealClient ann = enter(make, way);
        ann.emit(ROOM, "many", MIXED);
        hears(ann, "many", MIXED);
        ann.emit(ROOM, "none", "[]");
        hears(ann, "none", "[]");
    }

    @OnEachClient(OnEachClient.Which.PROTOCOL_5)
    void who_it_is_goes_there(Make make, Way way) {
        hears(enter(make, way), "auth", "[{\"name\":\"ann\"}]");
    }

    @OnEachClient
    void what_is_asked_is_answered_in_both_directions(Make make, Way way) {
        RealClient ann = enter(make, way);
        String offset = ann.ask(ROOM, "news", MIXED).getString(0);
        assertNotEquals(offset, ann.ask(ROOM, "news", "[]").getString(0));
        ann.emit(ROOM, "question", MIXED);
        Happening question = ann.next(one -> one.is("event") && one.text("type").equals("question"));
        assertEquals(RealClient.list(MIXED), question.arguments());
        ann.answer(question, MIXED);
        hears(ann, "answered", MIXED);
    }

    @OnEachClient
    void it_comes_by_the_transports_that_it_was_told(Make make, Way way) {
        RealClient ann = enter(make, way);
        assertEquals(way.first(), ann.heard().get(0).text("transport"));
        assertEquals(
                way == Way.UPGRADED ? 1 : 0,
                ann.heard().stream().filter(one -> one.is("upgrade")).count());
    }

    @OnEachClient
    void a_refusal_is_heard(Make make, Way way) {
        RealClient ann = enter(make, way);
        ann.connect("/refused", "{}");
        assertEquals("not you", ann.next("connect_error", "/refused").text("message"));
    }

    @OnEachClient
    void what_is_lost_comes_back_when_the_cable_is_mended(Make make, Way way) {
        RealClient ann = enter(make, way);
        ann.cable().lose();
        ann.next("disconnect", ROOM);
        ann.cable().mend();
        ann.next("connect", ROOM);
        ann.cut();
        assertEquals("forced close", ann.next("disconnect", ROOM).text("reason"));
        ann.next("connect", ROOM);
        ann.disconnect(ROOM);
        assertEquals("io client disconnect", ann.next("disconnect", ROOM).text("reason"));
    }
}
