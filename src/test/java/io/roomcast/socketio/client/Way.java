package io.roomcast.socketio.client;

import java.util.List;

/** How a client gets to the server. */
public enum Way {
    POLLING,
    WEBSOCKET,
    /** Begins with polling, and goes over to WebSocket as soon as it can. */
    UPGRADED;

    private static final String POLLS = "polling";
    private static final String SOCKET = "websocket";

    List<String> transports() {
        return switch (this) {
            case POLLING -> List.of(POLLS);
            case WEBSOCKET -> List.of(SOCKET);
            case UPGRADED -> List.of(POLLS, SOCKET);
        };
    }

    /** The name of the transport that it begins with. */
    String first() {
        return transports().get(0);
    }
}
