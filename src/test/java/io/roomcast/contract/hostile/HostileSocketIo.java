package io.roomcast.contract.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.Contract;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import io.roomcast.kit.socket.RawSocket;
import io.roomcast.kit.socket.RawWebSocket;
import io.roomcast.server.ServerProcess;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The common part of the tests of bad company over Socket.IO: raw ways to the server, and a witness to whom nothing of it matters. */
abstract class HostileSocketIo extends Contract {
    private Client witness;

    @BeforeEach
    final void a_witness_is_in_the_room() {
        witness = enter(Transport.WEBSOCKET);
    }

    @AfterEach
    final void the_witness_still_hears_others_and_no_stack_trace_is_in_the_log(ServerProcess server) {
        publish(enter(Transport.SOCKET_IO_POLLING), "all is well");
        theWitnessHears("all is well");
        ServerLog.holdsNoStackTrace(server);
    }

    protected final void theWitnessHears(String text) {
        witness.next(line -> line.isEvent() && line.json().getString("data", "").equals(text));
    }

    /** The next event that the witness hears. */
    protected final Line toTheWitness() {
        return witness.nextEvent();
    }

    protected final void theWitnessHearsFirst(String text) {
        hearsNext(witness, text);
    }

    /** The next publish is heard next, so nothing else was published. */
    protected final void theWitnessHearsNothingBefore(String text) {
        publish(enter(Transport.WEBSOCKET), text);
        hearsNext(witness, text);
    }

    protected final String in(String packet) {
        return packet.replace("$", "/" + room + ",");
    }

    protected final String event(String text) {
        return in("42$[\"message\",\"" + text + "\"]");
    }

    protected final RawPolling polling() {
        return new RawPolling(base, 4);
    }

    /** Somebody who is in the room by polling. */
    protected final RawPolling pollingInTheRoom() {
        RawPolling polling = polling();
        assertEquals("ok", polling.send(in("40$")).body());
        polling.next(packet -> packet.startsWith(in("40$")));
        return polling;
    }

    /** A WebSocket of Engine.IO as the query says, whatever the answer. */
    protected final RawWebSocket socket(String query, String... headers) {
        return new RawWebSocket(base, "socket.io/?transport=websocket&" + query, headers);
    }

    /** A WebSocket of version 4 that was greeted. */
    protected final RawWebSocket socket() {
        RawWebSocket socket = socket("EIO=4");
        assertTrue(next(socket).startsWith("0{"), socket.greeting());
        return socket;
    }

    /** Somebody who is in the room by WebSocket. */
    protected final RawWebSocket socketInTheRoom() {
        RawWebSocket socket = socket();
        socket.send(in("40$"));
        assertTrue(next(socket).startsWith(in("40${\"sid\":")));
        return socket;
    }

    /** The next packet that comes on a WebSocket. */
    protected static String next(RawWebSocket socket) {
        RawWebSocket.Frame frame = socket.frame();
        assertEquals(RawWebSocket.TEXT, frame.opcode(), () -> "closed with " + frame.closeCode());
        return frame.text();
    }

    /** A request on a connection of its own. */
    protected final RawSocket.Answer request(String method, String path, String headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + base.getPath() + path + " HTTP/1.1\nHost: 127.0.0.1:" + base.getPort() + "\n"
                + headers + (bytes.length == 0 ? "" : "Content-Length: " + bytes.length + "\n")
                + (headers.contains("Upgrade:") ? "\n" : "Connection: close\n\n");
        return RawSocket.exchange(base, head, bytes);
    }

    /** Asserts that this is how Engine.IO refuses. */
    protected static void refused(int code, String message, RawSocket.Answer answer) {
        assertEquals(400, answer.status(), answer.toString());
        assertTrue(answer.head().contains("application/json"), answer.head());
        assertEquals("{\"code\":" + code + ",\"message\":\"" + message + "\"}", answer.body());
        assertEquals(code, Line.object(answer.body()).getInt("code"));
    }
}
