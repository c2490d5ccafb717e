package io.roomcast.socketio;

import io.roomcast.socketio.engine.EngineApplication;
import io.roomcast.socketio.engine.EngineSession;
import io.roomcast.wire.Ingress;

/** Socket.IO as the application on top of Engine.IO. Any thread. */
public record SocketIo(Ingress ingress, SocketIoSettings settings) implements EngineApplication {

    @Override
    public Receiver open(EngineSession session) {
        SocketIoConnection connection = new SocketIoConnection(ingress, settings, session);
        connection.begin();
        return connection;
    }
}
