package io.roomcast.ws;

import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Optional;

/** A connection whose address names the room. */
@ServerEndpoint(value = "/ws/{room}", subprotocols = LineEndpoint.LINES, configurator = Handshake.class)
public class RoomEndpoint extends LineEndpoint {

    @Override
    void begin(Peer come, Session session) {
        come.enter(session.getRequestURI(), Optional.ofNullable(session.getQueryString()));
    }
}
