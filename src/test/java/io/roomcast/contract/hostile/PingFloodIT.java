package io.roomcast.contract.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.roomcast.contract.Contract;
import io.roomcast.contract.OwnServer;
import io.roomcast.contract.client.Client;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.socket.RawWebSocket;
import io.roomcast.server.Jvm;
import io.roomcast.server.ServerProcess;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Clients that read nothing, and ping or close all the same, hold no thread of the server's. */
@DisplayName("clients that ping and do not read")
@OwnServer("--heartbeat=10m --stall=10m --rate=0 --joins=1000000 --new-rooms=1000000")
class PingFloodIT extends Contract {
    private static final int CLIENTS = 60;
    private static final int BULKS = 120;
    private static final String BULK = "x".repeat(60_000);

    private RawWebSocket stalledText(int port) {
        RawWebSocket socket = RawWebSocket.narrow(port, "ws/" + room);
        socket.next("welcome");
        return socket;
    }

    private RawWebSocket stalledSocketIo(int port) {
        RawWebSocket socket = RawWebSocket.narrow(port, "socket.io/?EIO=4&transport=websocket");
        socket.send("40/" + room + ",");
        socket.next(RawWebSocket.TEXT);
        socket.next(RawWebSocket.TEXT);
        return socket;
    }

    @Test
    void text_clients_hold_no_thread(ServerProcess server) {
        holdNoThread(server, this::stalledText);
    }

    @Test
    void socket_io_clients_hold_no_thread(ServerProcess server) {
        holdNoThread(server, this::stalledSocketIo);
    }

    private void holdNoThread(ServerProcess server, IntFunction<RawWebSocket> stalled) {
        Client publisher = enter(Transport.WEBSOCKET);
        List<RawWebSocket> company = IntStream.range(0, CLIENTS)
                .mapToObj(any -> stalled.apply(base.getPort()))
                .toList();
        try {
            // More than the buffers on the way to a client hold, so that a write to each of them is stuck.
            for (int bulk = 0; bulk < BULKS; bulk++) {
                acked(publisher.publish("b-" + bulk, bulk + BULK));
                publisher.nextEvent();
            }
            for (int time = 0; time < 5; time++) {
                company.forEach(one -> one.send(RawWebSocket.PING, true, new byte[] {1}));
                publisher.send("{\"ping\":" + time + "}");
                publisher.next("pong");
                assertEquals(List.of(), writing(server));
            }
        } finally {
            company.forEach(RawWebSocket::close);
        }
    }

    /** The threads that stand in a write of Tomcat's to a WebSocket. */
    private static List<String> writing(ServerProcess server) {
        return new Jvm(server.process().pid())
                .threads()
                .lines()
                .filter(line -> line.contains("sendMessageBlock"))
                .toList();
    }
}
