package io.roomcast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StandaloneIT {
    @Test
    void a_server_that_is_asked_to_end_does_so_within_five_seconds_with_exit_code_0() {
        ServerProcess server = ServerProcess.standalone();
        Instant asked = Instant.now();
        assertEquals(0, server.end());
        assertTrue(Duration.between(asked, Instant.now()).toSeconds() < 5);
    }
}
