package io.roomcast.ws;

import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** A connection that says by commands which rooms it joins, so that no token is in an address. */
@ServerEndpoint(value = "/ws", subprotocols = LineEndpoint.LINES, configurator = Handshake.class)
public class AnyRoomEndpoint extends LineEndpoint {

    @Override
    void begin(Peer come, Session session) {
        // The client speaks first.
    }
}
