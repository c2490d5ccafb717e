package io.roomcast.ws;

import io.roomcast.room.Limits;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.Set;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.tyrus.container.grizzly.server.WebSocketAddOn;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.ServerContainer;
import org.glassfish.tyrus.spi.WebSocketEngine;

/** The endpoints in Tyrus on Grizzly, on a free port of the loopback; its own server would listen on every address. */
final class TyrusSite implements AutoCloseable {
    private static volatile WebSocketConnections current;

    private final HttpServer server = new HttpServer();
    private final NetworkListener listener = new NetworkListener("tyrus", "127.0.0.1", 0);
    final WebSocketWorld world;

    TyrusSite(Limits limits, WsSettings settings)
            throws DeploymentException, IOException, ReflectiveOperationException {
        world = new WebSocketWorld(limits, settings);
        Container container = new Container();
        current = world.connections;
        container.register(InRoom.class);
        container.register(InAnyRoom.class);
        Constructor<WebSocketAddOn> addOn =
                WebSocketAddOn.class.getDeclaredConstructor(ServerContainer.class, String.class);
        addOn.setAccessible(true);
        AddOn webSocket = addOn.newInstance(container, "");
        listener.registerAddOn(webSocket);
        server.addListener(listener);
        server.start();
    }

    WebSocketCaller client(String address) {
        return WebSocketCaller.open(listener.getPort(), address, "");
    }

    WebSocketCaller clientInLines(String address) {
        return WebSocketCaller.open(listener.getPort(), address, LineEndpoint.LINES);
    }

    @Override
    public void close() {
        server.shutdownNow();
        world.close();
    }

    /** Tyrus takes the configurator from the annotation alone, so these endpoints are told of another. */
    @ServerEndpoint(value = "/ws/{room}", subprotocols = LineEndpoint.LINES, configurator = ByHandOnTyrus.class)
    public static final class InRoom extends RoomEndpoint {}

    @ServerEndpoint(value = "/ws", subprotocols = LineEndpoint.LINES, configurator = ByHandOnTyrus.class)
    public static final class InAnyRoom extends AnyRoomEndpoint {}

    /** Made by Tyrus, so it can only look where its connections are. */
    public static final class ByHandOnTyrus extends ByHand {
        public ByHandOnTyrus() {
            super(() -> current);
        }
    }

    private static final class Container extends TyrusServerContainer {
        private final TyrusWebSocketEngine engine =
                TyrusWebSocketEngine.builder(this).build();

        private Container() {
            super(Set.<Class<?>>of());
        }

        @Override
        public void register(Class<?> endpoint) throws DeploymentException {
            engine.register(endpoint, "");
        }

        @Override
        public void register(ServerEndpointConfig endpoint) throws DeploymentException {
            engine.register(endpoint, "");
        }

        @Override
        public WebSocketEngine getWebSocketEngine() {
            return engine;
        }
    }
}
