package io.roomcast.contract.client;

import java.net.URI;

/** Every way into a room. */
public enum Transport {
    WEBSOCKET,
    WEBSOCKET_LINES,
    LONG_POLL,
    PLAIN_POLL,
    SSE,
    NDJSON,
    SOCKET_IO,
    SOCKET_IO_POLLING,
    TCP;

    private static final int SECONDS = 2;

    /** Comes into a room of the server at this address, and is welcomed; or is {@link Refused}. */
    public Client enter(URI server, Entering entering) {
        return switch (this) {
            case WEBSOCKET -> WebSocketClient.enter(server, entering, false);
            case WEBSOCKET_LINES -> WebSocketClient.enter(server, entering, true);
            case LONG_POLL -> PollClient.enter(server, entering, SECONDS);
            case PLAIN_POLL -> PollClient.enter(server, entering, 0);
            case SSE -> StreamClient.enter(server, entering, true);
            case NDJSON -> StreamClient.enter(server, entering, false);
            case SOCKET_IO -> SocketIoClient.enter(server, entering, false);
            case SOCKET_IO_POLLING -> SocketIoClient.enter(server, entering, true);
            case TCP -> TcpClient.enter(server, entering);
        };
    }

    public boolean isWebSocket() {
        return this == WEBSOCKET || this == WEBSOCKET_LINES;
    }

    public boolean isSocketIo() {
        return this == SOCKET_IO || this == SOCKET_IO_POLLING;
    }

    /** Whether who leaves is told so. */
    public boolean saysBye() {
        return !isPoll() && !isSocketIo();
    }

    /** Whether somebody asks again and again, and is silent between. */
    public boolean isPoll() {
        return this == LONG_POLL || this == PLAIN_POLL;
    }
}
