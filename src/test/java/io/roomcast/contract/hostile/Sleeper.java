package io.roomcast.contract.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.roomcast.contract.Listener;
import io.roomcast.contract.client.Transport;
import io.roomcast.kit.Line;
import io.roomcast.kit.socket.RawWebSocket;
import java.net.URI;

/** Somebody who reads only when told to, and how its connection ends. */
interface Sleeper extends AutoCloseable {
    Line line();

    /** Asserts that after the last line the connection was ended as that end wants it. */
    void isOver();

    @Override
    void close();

    /** Enters a room with this query. */
    static Sleeper enter(URI base, String room, Transport transport, String query) {
        return transport.isWebSocket() ? socket(base, room, transport, query) : stream(base, room, transport, query);
    }

    private static Sleeper socket(URI base, String room, Transport transport, String query) {
        String protocol = transport == Transport.WEBSOCKET_LINES ? "roomcast.lines" : "none";
        String path = "ws/" + room + "?" + query;
        RawWebSocket socket = new RawWebSocket(base, path, "Sec-WebSocket-Protocol: " + protocol);
        return new Sleeper() {
            @Override
            public Line line() {
                return socket.line();
            }

            @Override
            public void isOver() {
                assertEquals(4412, socket.closeCode());
            }

            @Override
            public void close() {
                socket.close();
            }
        };
    }

    private static Sleeper stream(URI base, String room, Transport transport, String query) {
        String accept = transport == Transport.SSE ? "text/event-stream" : "application/x-ndjson";
        String path = "rooms/" + room + "/events?wait=stream&" + query;
        Listener stream = Listener.at(base, path, accept);
        return new Sleeper() {
            @Override
            public Line line() {
                return Line.of(stream.line());
            }

            @Override
            public void isOver() {
                assertTrue(stream.isEnded());
            }

            @Override
            public void close() {
                stream.close();
            }
        };
    }
}
