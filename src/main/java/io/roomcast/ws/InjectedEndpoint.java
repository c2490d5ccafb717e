package io.roomcast.ws;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.Unmanaged;
import jakarta.enterprise.inject.spi.Unmanaged.UnmanagedInstance;
import jakarta.websocket.server.ServerEndpointConfig;

/**
 * Gives each connection an endpoint with its {@code @Inject} points filled, in the one way that works on every
 * container. Called by the container's thread that answers the handshake.
 */
public class InjectedEndpoint extends ServerEndpointConfig.Configurator {

    @Override
    public <T> T getEndpointInstance(Class<T> type) throws InstantiationException {
        Unmanaged<T> unmanaged = new Unmanaged<>(CDI.current().getBeanManager(), type);
        UnmanagedInstance<T> instance =
                unmanaged.newInstance().produce().inject().postConstruct();
        if (instance.get() instanceof RoomEndpoint endpoint) {
            endpoint.atTheEnd(() -> instance.preDestroy().dispose());
        }
        return instance.get();
    }
}
