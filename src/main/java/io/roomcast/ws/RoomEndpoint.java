package io.roomcast.ws;

import io.roomcast.channel.websocket.Handshake;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A connection whose address names the room. */
@ServerEndpoint(value = "/ws/{room}", subprotocols = LineEndpoint.LINES, configurator = Handshake.class)
public class RoomEndpoint extends LineEndpoint {

    @OnOpen
    public void opened(Session session) {
        arrived(session)
                .ifPresent(peer -> peer.enter(session.getRequestURI(), Optional.ofNullable(session.getQueryString())));
    }

    @OnMessage
    public void text(String part, boolean last) {
        heard(part, last);
    }

    @OnMessage
    public void binary(ByteBuffer part, boolean last) {
        heard(part, last);
    }

    @OnMessage
    public void pong(PongMessage pong) {
        isAlive();
    }

    @OnClose
    public void closed() {
        gone();
    }

    @OnError
    public void failed(Throwable failure) {
        ignore(failure);
    }
}
