package io.roomcast.contract.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.contract.Contract;
import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Transport;
import io.roomcast.server.ServerProcess;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A process that was stopped and goes on: in a suspended machine, by a debugger, by an operator. */
@OwnServer("--heartbeat=1s --ping-interval=500ms --ping-timeout=1s")
class PausedIT extends Contract {
    /** Longer than any silence that is allowed here. */
    private static final int PAUSE_SECONDS = 5;

    private static void signal(ServerProcess server, String name) throws IOException, InterruptedException {
        String pid = Long.toString(server.process().pid());
        assertEquals(0, new ProcessBuilder("kill", "-" + name, pid).start().waitFor());
    }

    @Test
    @DisplayName("nobody is ended for a silence in which nobody listened")
    void nobody_is_ended(ServerProcess server) throws Exception {
        List<Client> clients = Stream.of(Transport.WEBSOCKET, Transport.SOCKET_IO, Transport.SSE, Transport.TCP)
                .map(this::enter)
                .toList();
        signal(server, "STOP");
        try {
            TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
        } finally {
            signal(server, "CONT");
        }
        // Two heartbeats later everybody who was to be ended for the pause would be.
        Client witness = enter(Transport.WEBSOCKET);
        for (int beat = 0; beat < 4; beat++) {
            witness.next("position");
        }
        publish(witness, "still here");
        clients.forEach(client -> hearsNext(client, "still here"));
    }
}
