package io.roomcast.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.kit.socket.RawSocket;
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

    @Test
    void what_Tomcat_refuses_by_itself_is_answered_without_a_stack_trace() {
        try (ServerProcess server = ServerProcess.standalone();
                RawSocket socket = new RawSocket(server.base())) {
            socket.write("GET /rooms/lobby/events?x=" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            RawSocket.Answer answer = socket.answer();
            assertEquals(400, answer.status());
            assertFalse(answer.body().contains("java"), answer.body());
        }
    }
}
