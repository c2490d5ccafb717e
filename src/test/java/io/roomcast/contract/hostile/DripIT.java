package io.roomcast.contract.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.Contract;
import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import io.roomcast.kit.socket.RawSocket;
import io.roomcast.kit.socket.RawWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A client that sends a byte now and then has a bounded time, {@code --arrival}, and disturbs nobody meanwhile. */
@OwnServer("--arrival=1s --heartbeat=150ms --presence=20ms --rate=0 --joins=1000000")
class DripIT extends Contract {
    private static final long SECOND = 1_000_000_000L;
    private static final String LONG_HEADER = "X-Long: " + "x".repeat(4_000);

    /** Sends a byte with each heartbeat that somebody else hears, until the server has enough; gives how it ends. */
    private <T> T drip(String whole, String drops, Function<RawSocket, T> end) {
        Client healthy = enter(Transport.WEBSOCKET);
        AtomicBoolean over = new AtomicBoolean();
        try (RawSocket socket = new RawSocket(base)) {
            long began = System.nanoTime();
            socket.write(whole);
            CompletableFuture<Void> dripping = CompletableFuture.runAsync(() -> {
                for (int at = 0; at < drops.length() && !over.get(); at++) {
                    socket.write(drops.substring(at, at + 1));
                    acked(healthy.publish("c-" + at, "healthy"));
                    hearsNext(healthy, "healthy");
                    healthy.next("position");
                }
            });
            T ended = end.apply(socket);
            long nanos = System.nanoTime() - began;
            over.set(true);
            dripping.join();
            assertTrue(nanos > SECOND && nanos < 5 * SECOND, nanos / 1_000_000 + " ms");
            return ended;
        }
    }

    private String line(String method, String path) {
        return method + " " + base.getPath() + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    }

    @Test
    void a_handshake_of_a_websocket() {
        String head = line("GET", "ws/" + room) + "Upgrade: websocket\r\nConnection: Upgrade\r\n";
        assertEquals(-1, drip(head, LONG_HEADER, RawSocket::read));
    }

    @Test
    void the_first_line_of_a_request() {
        assertEquals(-1, drip("GE", "T /" + "x".repeat(4_000), RawSocket::read));
    }

    @Test
    void a_body_which_is_answered_with_408() {
        String head = line("POST", "rooms/" + room + "/events") + "Content-Length: 4000\r\n\r\n";
        RawSocket.Answer answer = drip(head, "x".repeat(4_000), RawSocket::answer);
        assertEquals(408, answer.status(), answer.toString());
        assertEquals("idle", Line.of(answer.body()).code());
    }

    @Test
    void a_body_in_chunks() {
        String head = line("POST", "rooms/" + room + "/events") + "Transfer-Encoding: chunked\r\n\r\n";
        RawSocket.Answer answer = drip(head, "1\r\nx\r\n".repeat(1_000), RawSocket::answer);
        assertEquals(408, answer.status(), answer.toString());
    }

    /** The reason with which the server ends a connection that goes on giving signs of life. */
    private static String ended(RawWebSocket socket) {
        RawWebSocket.Frame frame = socket.frame();
        while (frame.opcode() != RawWebSocket.CLOSE) {
            socket.send(RawWebSocket.PONG, true, new byte[0]);
            frame = socket.frame();
        }
        return frame.text().substring(2);
    }

    private static void sendHalf(RawWebSocket socket, String half) {
        socket.send(RawWebSocket.TEXT, false, half.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_message_whose_last_part_never_comes() {
        try (RawWebSocket socket = new RawWebSocket(base, "ws/" + room)) {
            socket.next("welcome");
            sendHalf(socket, "half");
            assertEquals("a message took too long to arrive", ended(socket));
        }
    }

    @Test
    void the_same_over_socket_io() {
        try (RawWebSocket socket = new RawWebSocket(base, "socket.io/?EIO=4&transport=websocket")) {
            sendHalf(socket, "40/" + room);
            assertEquals("a message took too long to arrive", ended(socket));
        }
    }

    @Test
    void an_attachment_that_never_comes() {
        try (RawWebSocket socket = new RawWebSocket(base, "socket.io/?EIO=4&transport=websocket")) {
            socket.send("40/" + room + ",");
            socket.send("451-/" + room + ",[\"message\",{\"_placeholder\":true,\"num\":0}]");
            assertEquals("an attachment took too long to arrive", ended(socket));
        }
    }

    @Test
    void what_comes_after_a_refusal_is_passed_over_for_as_long() {
        String head = line("POST", "rooms/" + room + "/events") + "Content-Length: 1000000000\r\n\r\n";
        byte[] more = new byte[4 << 10];
        int answered = drip(head, "x".repeat(4_000), socket -> {
            int status = socket.answer().status();
            long latest = System.nanoTime() + 5 * SECOND;
            while (System.nanoTime() < latest && socket.write(more)) {
                // Until it is cut.
            }
            return status;
        });
        assertEquals(413, answered);
    }

    @Test
    void many_at_once_leave_the_others_room() {
        List<RawSocket> all = new ArrayList<>();
        try {
            for (int n = 0; n < 200; n++) {
                RawSocket socket = new RawSocket(base);
                socket.write(line("GET", "ws/" + room) + "X: ");
                all.add(socket);
            }
            Client healthy = enter(Transport.WEBSOCKET);
            for (int n = 0; n < 200; n++) {
                all.get(n).write("x");
                acked(healthy.publish("c-" + n, "healthy"));
                hearsNext(healthy, "healthy");
            }
        } finally {
            all.forEach(RawSocket::close);
        }
    }

    /** Not what an honest request is bothered by. */
    @Test
    void who_comes_twice_on_one_connection_has_the_time_anew() {
        Client healthy = enter(Transport.WEBSOCKET);
        try (RawSocket socket = new RawSocket(base)) {
            for (int times = 0; times < 3; times++) {
                String request = line("GET", "health/live");
                socket.write(request.substring(0, 10));
                healthy.next("position");
                healthy.next("position");
                healthy.next("position");
                socket.write(request.substring(10) + "\r\n");
                assertEquals(200, socket.answer().status());
            }
        }
    }
}
