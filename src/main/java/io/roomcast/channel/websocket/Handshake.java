package io.roomcast.channel.websocket;

import io.roomcast.room.who.Visitor;
import io.roomcast.wire.CurrentVisitor;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.Unmanaged;
import jakarta.enterprise.inject.spi.Unmanaged.UnmanagedInstance;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The configurator of all WebSocket endpoints: it remembers the visitor, refuses extensions, and creates endpoints with
 * CDI in the only way that works on every container. Called by the container's thread that answers the handshake.
 */
public class Handshake extends ServerEndpointConfig.Configurator {
    private static final String VISITOR = Visitor.class.getName();

    /** An endpoint, which must run the given task when its connection is over. */
    public interface Endpoint {
        void whenClosed(Runnable task);
    }

    // Cached, because finding a class's injection points takes longer than the rest of the handshake.
    private final Map<Class<?>, Unmanaged<?>> endpoints = new ConcurrentHashMap<>();

    @Override
    public <T> T getEndpointInstance(Class<T> type) throws InstantiationException {
        UnmanagedInstance<?> instance = endpoints
                .computeIfAbsent(type, same -> new Unmanaged<>(CDI.current().getBeanManager(), same))
                .newInstance()
                .produce()
                .inject()
                .postConstruct();
        if (instance.get() instanceof Endpoint endpoint) {
            endpoint.whenClosed(() -> instance.preDestroy().dispose());
        }
        return type.cast(instance.get());
    }

    /** Refuses compression: a few bytes can unpack to gigabytes, and each receiver's copy would be compressed again. */
    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        return List.of();
    }

    /**
     * Stores the visitor in the user properties. Since WebSocket 2.1 each session starts with a copy of the properties
     * as they are when this method ends, and containers make a configuration for each handshake. Later only the
     * session's copy may be read, because the endpoint's configuration is shared.
     */
    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        Visitor visitor = CurrentVisitor.get().orElseGet(() -> stranger(request));
        config.getUserProperties().put(VISITOR, visitor);
    }

    /** Returns the visitor who opened this session. */
    public static Visitor visitor(Session session) {
        return session.getUserProperties().get(VISITOR) instanceof Visitor visitor ? visitor : Visitor.ANYBODY;
    }

    private static Visitor stranger(HandshakeRequest request) {
        Optional<String> principal =
                Optional.ofNullable(request.getUserPrincipal()).map(Principal::getName);
        return new Visitor("", principal, credentials(request.getHeaders()), Optional.empty());
    }

    /** Returns the Authorization header. Some containers' header maps do not ignore case. */
    private static Optional<String> credentials(Map<String, List<String>> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Authorization"))
                .flatMap(header -> header.getValue().stream())
                .findFirst();
    }
}
