package io.roomcast.socketio.engine;

import io.roomcast.channel.websocket.Handshake;
import io.roomcast.container.quirks.TomcatQuirks;
import io.roomcast.room.Limits;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.who.Visitor;
import io.roomcast.socketio.packet.EnginePacket;
import io.roomcast.wire.CurrentVisitor;
import io.roomcast.ws.WebSocketWorld;
import io.roomcast.ws.WsSettings;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.websocket.server.WsSci;

/**
 * Engine.IO without Socket.IO in an embedded Tomcat: under {@code /engine.io/} each message comes back as it is. By its
 * {@code main} it stands at a port for the public suite of the protocol.
 */
final class EchoSite implements AutoCloseable {
    private static final String PATH = "/engine.io/";

    private final Tomcat tomcat = new Tomcat();
    private final WebSocketWorld world = new WebSocketWorld(Limits.DEFAULT, WsSettings.DEFAULT);
    final EngineSessions engines;

    EchoSite(Path folder, int port, EngineSettings settings) throws LifecycleException {
        engines = new EngineSessions(world.ingress, settings, new SecureRandom(), Echo::new, new TomcatQuirks());
        tomcat.setBaseDir(folder.toString());
        Connector connector = new Connector();
        connector.setProperty("address", "127.0.0.1");
        connector.setPort(port);
        connector.setAsyncTimeout(0);
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", folder.toString());
        PollingServlet polling = new PollingServlet();
        polling.engines = engines;
        Wrapper wrapper = Tomcat.addServlet(context, "polling", polling);
        wrapper.setAsyncSupported(true);
        wrapper.addMapping(PATH + "*");
        UpgradeFilter upgrade = new UpgradeFilter();
        upgrade.engines = engines;
        filter(context, "arrival", arrival());
        filter(context, "upgrade", upgrade);
        context.addServletContainerInitializer(new WsSci(), Set.of());
        context.addServletContainerInitializer((classes, servlets) -> addEndpoint(servlets), Set.of());
        tomcat.start();
    }

    /** Stands at the port that is given until it is killed. */
    public static void main(String... port) throws Exception {
        EngineSettings quick = EngineSettings.with(engine -> {
            engine.pingInterval = Duration.ofMillis(300);
            engine.pingTimeout = Duration.ofMillis(200);
        });
        try (EchoSite site = new EchoSite(Files.createTempDirectory("echo"), Integer.parseInt(port[0]), quick)) {
            System.out.println("Ready at " + site.base());
            site.tomcat.getServer().await();
        }
    }

    /** Keeps what cannot be written yet, as whoever speaks through a session must. */
    private static final class Echo implements EngineApplication.Receiver {
        private final EngineSession session;
        private final List<EnginePacket> waiting = new ArrayList<>();
        private boolean writing;

        Echo(EngineSession session) {
            this.session = session;
        }

        @Override
        public void receive(EnginePacket message) {
            synchronized (this) {
                waiting.add(message);
                if (writing) {
                    return;
                }
                writing = true;
            }
            writeAll();
        }

        private void writeAll() {
            List<EnginePacket> all;
            synchronized (this) {
                all = List.copyOf(waiting);
                waiting.clear();
                writing = !all.isEmpty();
            }
            if (!all.isEmpty()) {
                session.write(EngineMessages.of(all), this::writeAll);
            }
        }

        @Override
        public void drain(Ending ending) {
            session.close(ending);
        }

        @Override
        public void closed(CloseReason reason) {
            // There is nobody to be told.
        }
    }

    private static Filter arrival() {
        return (request, response, chain) -> {
            CurrentVisitor.set(Visitor.at(request.getRemoteAddr()));
            try {
                chain.doFilter(request, response);
            } finally {
                CurrentVisitor.clear();
            }
        };
    }

    private static void filter(Context context, String name, Filter filter) {
        FilterDef definition = new FilterDef();
        definition.setFilterName(name);
        definition.setFilter(filter);
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap map = new FilterMap();
        map.setFilterName(name);
        map.addURLPattern("/*");
        context.addFilterMap(map);
    }

    private void addEndpoint(ServletContext servlets) throws ServletException {
        ServerContainer container = (ServerContainer) servlets.getAttribute(ServerContainer.class.getName());
        try {
            container.addEndpoint(ServerEndpointConfig.Builder.create(SocketEndpoint.class, PATH)
                    .configurator(new ByHand())
                    .build());
        } catch (DeploymentException wrong) {
            throw new ServletException(wrong);
        }
    }

    /** Makes endpoints without CDI; everything else is the real handshake. */
    private final class ByHand extends Handshake {
        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            SocketEndpoint endpoint = new SocketEndpoint();
            endpoint.engines = engines;
            return type.cast(endpoint);
        }
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + PATH);
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        engines.close();
        world.close();
    }
}
