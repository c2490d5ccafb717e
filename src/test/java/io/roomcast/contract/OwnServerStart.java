package io.roomcast.contract;

import io.roomcast.kit.SharedInFile;
import io.roomcast.server.ServerProcess;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts a server for each set of settings when a test of a file first asks for it; it ends with the last test there. */
final class OwnServerStart implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == URI.class || type == ServerProcess.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ServerProcess server = server(wish(context.getRequiredTestClass()), context);
        return parameter.getParameter().getType() == URI.class ? server.base() : server;
    }

    private static ServerProcess server(OwnServer wish, ExtensionContext context) {
        List<Object> key = List.of(wish.value(), List.of(wish.programs()));
        return SharedInFile.of(context, key, ServerProcess.class, () -> start(wish));
    }

    private static ServerProcess start(OwnServer wish) {
        List<String> arguments = new ArrayList<>(List.of(wish.value().split(" ")));
        if (wish.programs().length > 0) {
            arguments.add("--programs=" + ProgramJar.of(wish.programs()));
        }
        return ServerProcess.standalone(arguments.toArray(String[]::new));
    }

    /** The annotation of the class, or of the one that it is nested in. */
    private static OwnServer wish(Class<?> test) {
        OwnServer server = test.getAnnotation(OwnServer.class);
        return server != null ? server : wish(test.getEnclosingClass());
    }
}
