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
 * Lets a connection in: remembers who comes, and gives it an endpoint with its {@code @Inject} points filled, in the one
 * way that works on every container. Called by the container's thread that answers the handshake.
 */
public class Handshake extends ServerEndpointConfig.Configurator {
    private static final String VISITOR = Visitor.class.getName();

    /** What this makes; it is told what to run when its connection is over. */
    public interface Endpoint {
        void atTheEnd(Runnable task);
    }

    // Finding out what a class wants injected takes longer than all the rest of a handshake: it is done once.
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
            endpoint.atTheEnd(() -> instance.preDestroy().dispose());
        }
        return type.cast(instance.get());
    }

    /** No compression: a few bytes of it unpack to gigabytes, and what is sent would be packed anew for each receiver. */
    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        return List.of();
    }

    /**
     * Since WebSocket 2.1 the session starts with a copy of these properties as they are when this method ends, and the
     * containers make a configuration for each handshake. The session's copy is the only one to read later: the endpoint's
     * own configuration is shared. What else matters, the path and the query, the session knows by itself.
     */
    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        Visitor visitor = CurrentVisitor.visitor().orElseGet(() -> stranger(request));
        config.getUserProperties().put(VISITOR, visitor);
    }

    /** Who opened this session. */
    public static Visitor visitor(Session session) {
        return session.getUserProperties().get(VISITOR) instanceof Visitor visitor ? visitor : Visitor.ANYBODY;
    }

    private static Visitor stranger(HandshakeRequest request) {
        Optional<String> principal =
                Optional.ofNullable(request.getUserPrincipal()).map(Principal::getName);
        return new Visitor("", principal, credentials(request.getHeaders()));
    }

    /** Some containers' maps of headers do not ignore case. */
    private static Optional<String> credentials(Map<String, List<String>> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Authorization"))
                .flatMap(header -> header.getValue().stream())
                .findFirst();
    }
}
