package io.roomcast.socketio;

import io.roomcast.socketio.engine.Application;
import io.roomcast.socketio.engine.EngineSession;
import io.roomcast.wire.Reception;

/** Speaks Socket.IO over each session of Engine.IO. Any thread. */
public record SocketIo(Reception reception, SocketIoSettings settings) implements Application {

    @Override
    public Talker opened(EngineSession session) {
        Peer peer = new Peer(reception, settings, session);
        peer.begin();
        return peer;
    }
}
