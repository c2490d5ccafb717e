package io.roomcast.contract.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.Contract;
import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Http;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.socket.RawSocket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies that are announced and held back: who sends them is answered where the answer does not depend on them, and nobody waits. */
@OwnServer("--rate=0 --joins=1000000")
class HeldBackIT extends Contract {
    /** More than a server has threads. */
    private static final int MANY = 100;

    private String head(String method, String path, String headers) {
        return method + " " + base.getPath() + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers.replace("; ", "\r\n")
                + "\r\n\r\n";
    }

    @ParameterizedTest
    @CsvSource({
        "403, POST, rooms/x/events, Content-Length: 50000; Origin: https://evil.example",
        "403, POST, rooms/x/events, Transfer-Encoding: chunked; Origin: https://evil.example",
        "403, GET, ws/x, Content-Length: 50000; Origin: https://evil.example",
        "413, POST, rooms/x/events, Content-Length: 5000000",
        "404, POST, rooms/x/nothing, Content-Length: 50000",
        "405, DELETE, rooms/x/events, Content-Length: 50000",
        "200, GET, health/live, Content-Length: 50000",
        "200, GET, rooms/x/events, Content-Length: 50000"
    })
    void many_who_hold_a_body_back_are_answered_and_delay_nobody(int status, String method, String path, String rest) {
        List<RawSocket> all =
                Stream.generate(() -> new RawSocket(base)).limit(MANY).toList();
        try {
            all.forEach(one -> one.write(head(method, path, rest)));
            for (RawSocket one : all) {
                assertEquals(status, one.answer().status());
            }
            long asked = System.nanoTime();
            Client ann = enter(Transport.WEBSOCKET);
            acked(ann.publish("c-1", "healthy"));
            assertEquals(200, Http.get(base, "health/ready").statusCode());
            assertTrue(System.nanoTime() - asked < 3_000_000_000L, "somebody was waited for");
        } finally {
            all.forEach(RawSocket::close);
        }
    }

    @Test
    void a_small_body_that_was_sent_but_not_asked_for_costs_no_connection() {
        try (RawSocket socket = new RawSocket(base)) {
            for (int times = 0; times < 3; times++) {
                socket.write(head("POST", "rooms/x/nothing", "Content-Length: 5") + "hello");
                assertEquals(404, socket.answer().status());
            }
        }
    }
}
