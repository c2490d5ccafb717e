package io.roomcast.socketio.client;

import io.roomcast.kit.SharedInFile;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts Node when a test of a file first asks for it; it ends with the last test there. */
final class NodeStart implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == NodeProcess.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return SharedInFile.of(context, NodeProcess.class, NodeProcess.class, NodeProcess::new);
    }
}
