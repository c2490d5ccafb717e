package io.roomcast.contract.hostile;

import io.roomcast.contract.Contract;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.socket.RawSocket;
import io.roomcast.kit.socket.RawWebSocket;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Frames that clients send before their WebSocket is open, or after it was closed, hold up nobody. */
public abstract class EarlyAndLateContract extends Contract {
    /** More than the threads of any container in these tests that answer requests. */
    private static final int CLIENTS = 20;

    private static final byte[] PING = RawWebSocket.frame(RawWebSocket.PING, true, new byte[] {1});

    @Test
    void frames_that_come_with_the_handshake_hold_no_thread() {
        byte[] handshake = RawWebSocket.handshake(base, "ws/" + room).getBytes(StandardCharsets.US_ASCII);
        List<RawSocket> hasty = Stream.generate(() -> {
                    RawSocket socket = new RawSocket(base);
                    socket.write(joined(handshake, PING));
                    return socket;
                })
                .limit(CLIENTS)
                .toList();
        othersAreServed();
        hasty.forEach(RawSocket::close);
    }

    @Test
    void frames_that_come_after_the_close_hold_no_thread() {
        List<RawWebSocket> talkative = Stream.generate(() -> {
                    RawWebSocket socket = new RawWebSocket(base, "ws/" + room);
                    socket.next("welcome");
                    socket.send("{\"bye\":true}");
                    return socket;
                })
                .limit(CLIENTS)
                .toList();
        for (int time = 0; time < 50; time++) {
            talkative.forEach(one -> one.write(PING));
        }
        talkative.forEach(one -> one.next(RawWebSocket.CLOSE));
        for (int time = 0; time < 50; time++) {
            talkative.forEach(one -> one.write(PING));
        }
        othersAreServed();
        talkative.forEach(RawWebSocket::close);
    }

    private void othersAreServed() {
        for (Transport transport : List.of(Transport.WEBSOCKET, Transport.LONG_POLL)) {
            try (Client other = enter(transport)) {
                publish(other, 1, 1);
                other.nextEvent();
            }
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
