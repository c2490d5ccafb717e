package io.roomcast.container;

import io.roomcast.channel.websocket.Handshake;
import io.roomcast.socketio.engine.SocketEndpoint;
import io.roomcast.ws.AnyRoomEndpoint;
import io.roomcast.ws.RoomEndpoint;
import jakarta.inject.Inject;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The parts of one server by their types, and what puts them in where {@code @Inject} asks for them. */
final class Injected {
    private final Map<Class<?>, Object> parts = new HashMap<>();

    <T> void put(Class<T> type, T part) {
        parts.put(type, part);
    }

    <T> T get(Class<T> type) {
        Object part = parts.get(type);
        if (part == null) {
            throw new IllegalStateException("Nobody made a " + type.getName());
        }
        return type.cast(part);
    }

    /** Fills what asks for something; gives the same object. */
    <T> T into(T bean) {
        try {
            for (Class<?> type = bean.getClass(); type != null; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    if (field.isAnnotationPresent(Inject.class)) {
                        field.setAccessible(true);
                        field.set(bean, get(field.getType()));
                    }
                }
                for (Method method : type.getDeclaredMethods()) {
                    if (method.isAnnotationPresent(Inject.class)) {
                        method.setAccessible(true);
                        method.invoke(
                                bean,
                                Stream.of(method.getParameterTypes())
                                        .map(this::get)
                                        .toArray());
                    }
                }
            }
        } catch (ReflectiveOperationException closed) {
            throw new IllegalStateException(closed);
        }
        return bean;
    }

    /** The endpoints as their annotations want them, each connection's filled from here. */
    List<ServerEndpointConfig> endpoints() {
        return Stream.of(RoomEndpoint.class, AnyRoomEndpoint.class, SocketEndpoint.class)
                .map(this::endpoint)
                .toList();
    }

    private ServerEndpointConfig endpoint(Class<?> type) {
        ServerEndpoint wish = type.getAnnotation(ServerEndpoint.class);
        return ServerEndpointConfig.Builder.create(type, wish.value())
                .subprotocols(List.of(wish.subprotocols()))
                .configurator(new Handshake() {
                    @Override
                    public <T> T getEndpointInstance(Class<T> endpoint) throws InstantiationException {
                        try {
                            return into(endpoint.getConstructor().newInstance());
                        } catch (ReflectiveOperationException closed) {
                            throw new IllegalStateException(closed);
                        }
                    }
                })
                .build();
    }
}
