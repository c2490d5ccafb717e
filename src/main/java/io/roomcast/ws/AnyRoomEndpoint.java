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

/** The endpoint whose clients join rooms by commands, so that no token is in a URL. */
@ServerEndpoint(value = "/ws", subprotocols = LineEndpoint.LINES, configurator = Handshake.class)
public class AnyRoomEndpoint extends LineEndpoint {

    /** Waits for the client's first command. */
    @OnOpen
    public void opened(Session session) {
        open(session);
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
