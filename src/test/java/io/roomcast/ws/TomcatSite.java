package io.roomcast.ws;

import io.roomcast.kit.socket.RawWebSocket;
import io.roomcast.room.Limits;
import io.roomcast.room.who.Visitor;
import io.roomcast.wire.CurrentVisitor;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.websocket.server.WsSci;

/** The endpoints in an embedded Tomcat with small buffers, on a free port of the loopback. */
final class TomcatSite implements AutoCloseable {
    private static final String WEBSOCKET = "org.apache.tomcat.websocket.";

    private final Tomcat tomcat = new Tomcat();
    final WebSocketWorld world;

    TomcatSite(Path folder, Limits limits, WsSettings settings) throws LifecycleException {
        System.setProperty(WEBSOCKET + "DEFAULT_BUFFER_SIZE", "512");
        world = new WebSocketWorld(limits, settings);
        tomcat.setBaseDir(folder.toString());
        Connector connector = new Connector();
        connector.setProperty("address", "127.0.0.1");
        connector.setPort(0);
        connector.setProperty("socket.appReadBufSize", "512");
        connector.setProperty("socket.appWriteBufSize", "512");
        // Little room in the kernel, so that a client that does not read is noticed soon.
        connector.setProperty("socket.txBufSize", "16384");
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", folder.toString());
        context.addParameter(WEBSOCKET + "textBufferSize", "512");
        context.addParameter(WEBSOCKET + "binaryBufferSize", "128");
        // Filters, and with them WebSocket, are asked only where some servlet is mapped.
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
        tellWhoComes(context);
        context.addServletContainerInitializer(new WsSci(), Set.of());
        context.addServletContainerInitializer((classes, servlets) -> addEndpoints(servlets), Set.of());
        tomcat.start();
    }

    private static void tellWhoComes(Context context) {
        Filter filter = (request, response, chain) -> {
            CurrentVisitor.set(Visitor.at(request.getRemoteAddr()));
            try {
                chain.doFilter(request, response);
            } finally {
                CurrentVisitor.clear();
            }
        };
        FilterDef definition = new FilterDef();
        definition.setFilterName("arrival");
        definition.setFilter(filter);
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap map = new FilterMap();
        map.setFilterName("arrival");
        map.addURLPattern("/*");
        context.addFilterMap(map);
    }

    private void addEndpoints(ServletContext servlets) throws ServletException {
        ServerContainer container = (ServerContainer) servlets.getAttribute(ServerContainer.class.getName());
        try {
            container.addEndpoint(endpoint(RoomEndpoint.class, "/ws/{room}"));
            container.addEndpoint(endpoint(AnyRoomEndpoint.class, "/ws"));
        } catch (DeploymentException wrong) {
            throw new ServletException(wrong);
        }
    }

    private ServerEndpointConfig endpoint(Class<?> type, String path) {
        return ServerEndpointConfig.Builder.create(type, path)
                .subprotocols(List.of(LineEndpoint.LINES))
                .configurator(new ByHand(() -> world.connections))
                .build();
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    WebSocketCaller client(String address) {
        return WebSocketCaller.open(port(), address, "");
    }

    /** A WebSocket of bare bytes with a small buffer, which offers compression and must not get it. */
    RawWebSocket bare(String path) {
        String offer = "Sec-WebSocket-Extensions: permessage-deflate";
        RawWebSocket socket = RawWebSocket.narrow(port(), path, offer);
        String answer = socket.greeting();
        if (!answer.startsWith("HTTP/1.1 101") || answer.contains("permessage-deflate")) {
            socket.close();
            throw new AssertionError("not accepted, or with compression: " + answer);
        }
        return socket;
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        world.close();
    }
}
