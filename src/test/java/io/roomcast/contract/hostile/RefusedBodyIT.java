package io.roomcast.contract.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.Contract;
import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Http;
import io.roomcast.kit.Line;
import io.roomcast.kit.socket.RawSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that sends some megabytes too much sees why they were refused, even if it writes all of them before it reads. */
@OwnServer("--rate=0")
class RefusedBodyIT extends Contract {
    private static byte[] body(int bytes) {
        byte[] body = new byte[bytes];
        Arrays.fill(body, (byte) 'x');
        return body;
    }

    @ParameterizedTest
    @ValueSource(ints = {70_000, 500_000, 3_000_000, 20_000_000})
    void a_client_library_sees_413(int bytes) {
        for (int times = 0; times < 5; times++) {
            var answer = Http.post(base, "rooms/" + room + "/events", body(bytes));
            assertEquals(413, answer.statusCode());
            assertEquals("too_large", Line.of(answer.body()).code());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {70_000, 500_000, 3_000_000, 20_000_000})
    void a_socket_that_writes_all_before_it_reads_sees_413(int bytes) {
        for (String kind : new String[] {"Content-Length: " + bytes, "Transfer-Encoding: chunked"}) {
            String head =
                    "POST " + base.getPath() + "rooms/" + room + "/events HTTP/1.1\nHost: 127.0.0.1\n" + kind + "\n\n";
            String size = kind.startsWith("T") ? Integer.toHexString(bytes) + "\r\n" : "";
            try (RawSocket socket = new RawSocket(base)) {
                socket.write(head.replace("\n", "\r\n") + size);
                assertTrue(socket.write(body(bytes)), "all of it was taken");
                socket.write(size.isEmpty() ? new byte[0] : "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                RawSocket.Answer answer = socket.answer();
                assertEquals(413, answer.status(), answer.toString());
                assertEquals("too_large", Line.of(answer.body()).code());
            }
        }
    }
}
