package io.roomcast.server;

import java.net.URI;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the server that the system property {@code server} names, once for all tests, and tells where it is. */
final class RunningServer implements BeforeAllCallback, ParameterResolver {
    private static final Namespace HERE = Namespace.create(RunningServer.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        server(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == URI.class;
    }

    @Override
    public URI resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return server(context).base();
    }

    private static Server server(ExtensionContext context) {
        return context.getRoot().getStore(HERE).getOrComputeIfAbsent(Server.class, key -> start(), Server.class);
    }

    private static Server start() {
        String name = System.getProperty("server");
        System.out.println("On " + name + ": roomcast.war, SHA-256 " + War.sha256());
        Server server = switch (name) {
            case "standalone" -> ServerProcess.standalone();
            case "tomcat" -> ArquillianServer.tomcat();
            case "wildfly" -> ArquillianServer.wildfly();
            case "payara" -> GlassFishServer.payara(name);
            case "payara-micro" -> ServerProcess.payaraMicro(name);
            case "tomcat-11" -> TomcatServer.start(name);
            case "liberty" -> LibertyServer.start(name);
            case "glassfish" -> GlassFishServer.glassFish(name);
            case "jetty" -> JettyServer.start(name);
            default -> throw new IllegalArgumentException("No such server: " + name);
        };
        try {
            Ready.await(server.base());
            return server;
        } catch (RuntimeException notReady) {
            server.close();
            throw notReady;
        }
    }
}
