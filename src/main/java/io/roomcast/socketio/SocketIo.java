package io.roomcast.socketio;

import io.roomcast.socketio.engine.EngineApplication;
import io.roomcast.socketio.engine.EngineSession;
import io.roomcast.wire.Ingress;

/** Speaks Socket.IO over each session of Engine.IO. Any thread. */
public record SocketIo(Ingress ingress, SocketIoSettings settings) implements EngineApplication {

    @Override
    public Talker opened(EngineSession session) {
        SocketIoConnection peer = new SocketIoConnection(ingress, settings, session);
        peer.begin();
        return peer;
    }
}
