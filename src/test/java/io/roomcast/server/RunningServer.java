package io.roomcast.server;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs a class once on each chosen server, one after the other: started before the class and its nested classes, and closed
 * after them.
 */
final class RunningServer implements ClassTemplateInvocationContextProvider, ParameterResolver {
    private static final Namespace HERE = Namespace.create(RunningServer.class);

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public boolean mayReturnZeroClassTemplateInvocationContexts(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(ExtensionContext context) {
        OnEachServer wish = context.getRequiredTestClass().getAnnotation(OnEachServer.class);
        return TestedServer.chosen()
                .filter(kind -> kind.hasNeighbours() || !wish.withNeighbours())
                .map(On::new);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == URI.class || type == Server.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Server server = server(context);
        return parameter.getParameter().getType() == Server.class ? server : server.base();
    }

    private static Server server(ExtensionContext context) {
        return context.getStore(HERE).get(Server.class, Server.class);
    }

    private record On(TestedServer kind)
            implements ClassTemplateInvocationContext, BeforeClassTemplateInvocationCallback {
        @Override
        public String getDisplayName(int index) {
            return "on " + kind;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        /** JUnit closes what is kept with this run of the class at its end. */
        @Override
        public void beforeClassTemplateInvocation(ExtensionContext context) {
            context.getStore(HERE).put(Server.class, kind.start());
        }
    }
}
