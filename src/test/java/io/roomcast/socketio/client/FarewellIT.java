package io.roomcast.socketio.client;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.OwnServer;
import io.roomcast.server.ServerProcess;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Clients hear why the server ends. */
@OwnServer
class FarewellIT extends RealContract {

    /** A client, and how it came. */
    private record Guest(Make make, Way way, RealClient client) {
        @Override
        public String toString() {
            return make + " by " + way;
        }
    }

    @Test
    void the_end_of_the_server_is_an_event_before_the_connection_is_lost() {
        List<Guest> guests = new ArrayList<>();
        try (ServerProcess server = ServerProcess.standalone("--drain=10ms")) {
            for (Make make : Make.values()) {
                for (Way way : Way.values()) {
                    RealClient client = enter(make, way, server.base(), namespace, "{\"roomcast\":true}");
                    guests.add(new Guest(make, way, client));
                }
            }
        }
        Stream<Executable> farewells = guests.stream().map(guest -> () -> heardBye(guest));
        assertAll(farewells);
    }

    private void heardBye(Guest guest) {
        JsonObject bye = guest.client()
                .next(one -> one.is("event", namespace) && one.text("type").equals("roomcast:bye"))
                .arguments()
                .getJsonObject(0);
        assertEquals("draining", bye.getString("code"), guest::toString);
        assertTrue(bye.getBoolean("reconnect"), guest::toString);
        // The client in Java takes every WebSocket that the server closes for a broken one.
        boolean broken = guest.make() == Make.JAVA && guest.way() != Way.POLLING;
        assertEquals(
                broken ? "transport error" : "transport close",
                guest.client().next("disconnect", namespace).text("reason"),
                guest::toString);
    }
}
