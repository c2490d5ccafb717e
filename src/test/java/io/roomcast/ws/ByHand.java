package io.roomcast.ws;

import io.roomcast.channel.websocket.Handshake;
import java.util.function.Supplier;

/** Makes endpoints without CDI; everything else is the real handshake. */
class ByHand extends Handshake {
    private final Supplier<WebSocketConnections> connections;

    ByHand(Supplier<WebSocketConnections> connections) {
        this.connections = connections;
    }

    @Override
    public <T> T getEndpointInstance(Class<T> type) throws InstantiationException {
        try {
            T made = type.getDeclaredConstructor().newInstance();
            ((LineEndpoint) made).use(connections.get());
            return made;
        } catch (ReflectiveOperationException impossible) {
            throw new InstantiationException(impossible.toString());
        }
    }
}
