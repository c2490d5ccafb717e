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

/** The endpoint whose URL names the room to join. */
@ServerEndpoint(value = "/ws/{room}", subprotocols = LineEndpoint.LINES, configurator = Handshake.class)
public class RoomEndpoint extends LineEndpoint {

    @OnOpen
    public void opened(Session session) {
        open(session)
                .ifPresent(connection -> connection.enter(
                        session.getRequestURI(),
                        Optional.ofNullable(session.getQueryString()).orElse("")));
    }

    @OnMessage
    public void text(String part, boolean last) {
        receive(part, last);
    }

    @OnMessage
    public void binary(ByteBuffer part, boolean last) {
        receive(part, last);
    }

    @OnMessage
    public void pong(PongMessage pong) {
        noteSignOfLife();
    }

    @OnClose
    public void closed() {
        close();
    }

    @OnError
    public void failed(Throwable failure) {
        ignore(failure);
    }
}
