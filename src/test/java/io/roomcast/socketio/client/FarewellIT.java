package io.roomcast.socketio.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.OwnServer;
import io.roomcast.server.ServerProcess;
import jakarta.json.JsonObject;

/** What a client hears when the server ends. */
@OwnServer
class FarewellIT extends RealContract {
    @OnEachClient
    void the_end_of_the_server_is_an_event_before_the_connection_is_lost(Make make, Way way) {
        RealClient ann;
        try (ServerProcess server = ServerProcess.standalone("--drain=10ms")) {
            ann = enter(make, way, server.base(), namespace, "{\"roomcast\":true}");
        }
        JsonObject bye = ann.next(
                        one -> one.is("event", namespace) && one.text("type").equals("roomcast:bye"))
                .arguments()
                .getJsonObject(0);
        assertEquals("draining", bye.getString("code"));
        assertTrue(bye.getBoolean("reconnect"));
        // The client in Java takes every WebSocket that the server closes for a broken one.
        String reason = make == Make.JAVA && way != Way.POLLING ? "transport error" : "transport close";
        assertEquals(reason, ann.next("disconnect", namespace).text("reason"));
    }
}
