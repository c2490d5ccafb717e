package io.roomcast.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Entering;
import io.roomcast.contract.client.Transport;
import io.roomcast.server.ServerProcess;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The end of the server: everybody is told to come back, waiting polls are answered, and the process ends well. */
class DrainIT {

    @Test
    void everybody_is_told_to_come_back_and_the_process_ends_with_0_within_five_seconds() {
        ServerProcess server = ServerProcess.standalone("--drain=1s");
        List<Client> people = Stream.of(Transport.values())
                .filter(transport -> transport != Transport.PLAIN_POLL)
                .map(transport -> transport.enter(server.base(), Entering.into("drained")))
                .toList();
        people.get(0).publish("c-1", "hi");
        people.forEach(client -> assertEquals("hi", client.nextEvent().said()));
        long asked = System.nanoTime();
        int exitCode = server.end();
        long millis = (System.nanoTime() - asked) / 1_000_000;
        for (Client client : people) {
            JsonObject bye = client.next("bye").body();
            assertEquals("draining", bye.getString("code"), client + ": " + bye);
            assertTrue(bye.getBoolean("reconnect"), client + ": " + bye);
            assertTrue(bye.getInt("after") >= 0, client + ": " + bye);
            client.close();
        }
        assertEquals(0, exitCode);
        assertTrue(millis < 5_000, millis + " ms");
    }
}
