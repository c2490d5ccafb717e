package io.roomcast.contract;

import io.roomcast.server.ServerProcess;
import java.net.URI;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts a server for each set of settings when it is first asked for; it ends with the last test. */
final class OwnServerStart implements ParameterResolver {
    private static final Namespace HERE = Namespace.create(OwnServerStart.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == URI.class || type == ServerProcess.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ServerProcess server = server(settings(context.getRequiredTestClass()), context);
        return parameter.getParameter().getType() == URI.class ? server.base() : server;
    }

    private static ServerProcess server(String settings, ExtensionContext context) {
        return context.getRoot()
                .getStore(HERE)
                .getOrComputeIfAbsent(
                        settings, key -> ServerProcess.standalone(settings.split(" ")), ServerProcess.class);
    }

    /** The settings of the class, or of the one that it is nested in. */
    private static String settings(Class<?> test) {
        OwnServer server = test.getAnnotation(OwnServer.class);
        return server != null ? server.value() : settings(test.getEnclosingClass());
    }
}
