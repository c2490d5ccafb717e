package io.roomcast.contract.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.Contract;
import io.roomcast.contract.OwnServer;
import io.roomcast.kit.socket.RawSocket;
import io.roomcast.kit.socket.RawWebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One address has its share of the memory for clients, and the others do not notice when it is used up. */
@OwnServer("--memory=1% --trusted-proxies=127.0.0.1 --address-sessions=100000 --joins=1000000 --rate=0"
        + " --new-rooms=1000000")
class BudgetIT extends Contract {
    private static final String HOG = "X-Forwarded-For: 192.0.2.1";
    private static final String OTHER = "X-Forwarded-For: 192.0.2.2";
    private static final int REQUEST = 56 << 10;
    private static final int CONNECTION = 16 << 10;
    private static final byte[] PART = "x".repeat(60_000).getBytes(StandardCharsets.ISO_8859_1);
    private static final long PATIENCE = Duration.ofSeconds(10).toNanos();

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private String request(String line, String address) {
        return line.replace("PATH", base.getPath()) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + address + "\r\n\r\n";
    }

    private RawSocket ask(String line, String address) {
        RawSocket socket = new RawSocket(base);
        open.add(socket);
        socket.write(request(line, address));
        return socket;
    }

    /** How many bytes are held for this, as the server tells. */
    private long budget(String of) {
        Matcher number = Pattern.compile('"' + of + "\":([0-9]+)")
                .matcher(ask("GET PATHhealth/ready", OTHER).answer().body());
        assertTrue(number.find());
        return Long.parseLong(number.group(1));
    }

    private void awaitNothing(String of) {
        long latest = System.nanoTime() + PATIENCE;
        while (budget(of) > 0) {
            assertTrue(System.nanoTime() < latest, of + " is held: " + budget(of));
        }
    }

    @Test
    void waiting_requests_of_one_address() {
        long share = budget("limit") / 4;
        int streams = 0;
        RawSocket last = stream();
        while (last.line().startsWith("HTTP/1.1 200")) {
            streams++;
            assertTrue(streams <= share / REQUEST, streams + " are more than the share");
            last = stream();
        }
        assertTrue(streams >= share / REQUEST - 2, streams + " are less than the share");
        assertEquals(429, ask("GET PATHrooms/" + room + "/events", HOG).answer().status());
        assertEquals(
                200, ask("GET PATHrooms/" + room + "/events", OTHER).answer().status());
    }

    private RawSocket stream() {
        return ask("GET PATHrooms/" + room + "/events?wait=stream", HOG);
    }

    @Test
    void messages_that_are_not_complete() {
        long share = budget("limit") / 4;
        String path = "socket.io/?EIO=4&transport=websocket";
        long taken = 0;
        boolean refused = false;
        while (!refused) {
            RawWebSocket socket = new RawWebSocket(base, path, HOG);
            open.add(socket);
            socket.frame();
            taken += CONNECTION;
            for (int part = 0; part < 10 && !refused; part++) {
                long before = budget("held");
                socket.send(part == 0 ? RawWebSocket.TEXT : RawWebSocket.CONTINUATION, false, PART);
                refused = isRefused(socket, before);
                taken += refused ? 0 : PART.length;
            }
        }
        assertTrue(taken <= share, taken + " bytes are more than the share");
        new RawWebSocket(base, "ws/" + room, OTHER).close();
    }

    /** Whether the part is counted as held, or the connection ended because of it. */
    private boolean isRefused(RawWebSocket socket, long before) {
        long latest = System.nanoTime() + PATIENCE;
        for (long held = before; held <= before; held = budget("held")) {
            if (held < before) {
                RawWebSocket.Frame frame = socket.frame();
                assertEquals(RawWebSocket.CLOSE, frame.opcode());
                assertEquals(4430, frame.closeCode());
                return true;
            }
            assertTrue(System.nanoTime() < latest);
        }
        return false;
    }

    @Test
    void all_of_it_is_given_back() throws Exception {
        for (int count = 0; count < 20; count++) {
            RawWebSocket socket = new RawWebSocket(base, "ws/" + room, HOG);
            open.add(socket);
            socket.next("welcome");
            socket.send(RawWebSocket.TEXT, false, PART);
        }
        RawSocket body = ask("POST PATHrooms/" + room + "/events", HOG + "\r\nContent-Length: 60000");
        body.write(PART);
        assertEquals(201, body.answer().status());
        closeAll();
        awaitNothing("connections");
        assertEquals(0, budget("input"));
        assertEquals(0, budget("answers"));
        assertEquals(0, budget("publishes"));
        assertEquals(0, budget("replies"));
    }
}
