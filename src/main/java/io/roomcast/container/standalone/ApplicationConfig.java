package io.roomcast.container.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.ContextConfig;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.descriptor.web.ServletDef;
import org.apache.tomcat.util.descriptor.web.WebXml;

/**
 * Tells Tomcat what is in the application. The application lies unpacked in a folder of this process alone, and its web.xml is
 * known unless somebody changed it in a copy of the archive; so some questions need no answer, and a start that does not ask
 * them is shorter. The thread that starts it.
 */
final class ApplicationConfig extends ContextConfig {
    /** What the web.xml says that was built: a parser to read it takes a twentieth of the start. */
    static final List<KnownFilter> FILTERS = List.of(
            new KnownFilter("gate", "io.roomcast.http.OriginFilter", "/*"),
            new KnownFilter("upgrade", "io.roomcast.socketio.engine.UpgradeFilter", "/socket.io/*"));

    /** A filter that may be asynchronous, as all of ours are. */
    record KnownFilter(String name, String type, String paths) {
        void addTo(WebXml application) {
            FilterDef definition = new FilterDef();
            definition.setFilterName(name);
            definition.setFilterClass(type);
            definition.setAsyncSupported("true");
            application.addFilter(definition);
            FilterMap mapping = new FilterMap();
            mapping.setFilterName(name);
            mapping.addURLPattern(paths);
            application.addFilterMapping(mapping);
        }
    }

    /** Said of an application without a {@code META-INF/context.xml}: by that no parser of such a file is made. */
    @Override
    protected boolean getUseGeneratedCode() {
        return context.getConfigFile() == null;
    }

    /** There is no archive beside the folder that could be newer than it. */
    @Override
    protected void fixDocBase() {}

    @Override
    protected void webConfig() {
        if (!isWebXmlAsBuilt()) {
            super.webConfig();
            return;
        }
        WebXml application = createWebXml();
        FILTERS.forEach(filter -> filter.addTo(application));
        processServletContainerInitializers();
        processClasses(application, Set.of());
        declare(application);
        // Who asked for types and gets none is given null, as the specification has it.
        initializerClassMap.forEach((initializer, types) ->
                context.addServletContainerInitializer(initializer, types.isEmpty() ? null : types));
    }

    private boolean isWebXmlAsBuilt() {
        try (InputStream built = ApplicationConfig.class.getResourceAsStream("web.xml");
                InputStream there = context.getServletContext().getResourceAsStream("/WEB-INF/web.xml")) {
            return built != null && there != null && Arrays.equals(built.readAllBytes(), there.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** All that is known and that annotations say. */
    private void declare(WebXml application) {
        context.setEffectiveMajorVersion(application.getMajorVersion());
        context.setEffectiveMinorVersion(application.getMinorVersion());
        application.getListeners().forEach(context::addApplicationListener);
        application.getFilters().values().forEach(this::declare);
        application.getFilterMappings().forEach(context::addFilterMap);
        application.getServlets().values().forEach(servlet -> context.addChild(wrapper(servlet)));
        application.getServletMappings().forEach(context::addServletMapping);
    }

    private void declare(FilterDef filter) {
        if (filter.getAsyncSupported() == null) {
            filter.setAsyncSupported("false");
        }
        context.addFilterDef(filter);
    }

    private Wrapper wrapper(ServletDef servlet) {
        Wrapper wrapper = context.createWrapper();
        wrapper.setName(servlet.getServletName());
        wrapper.setServletClass(servlet.getServletClass());
        servlet.getParameterMap().forEach(wrapper::addInitParameter);
        if (servlet.getLoadOnStartup() != null) {
            wrapper.setLoadOnStartup(servlet.getLoadOnStartup());
        }
        if (servlet.getAsyncSupported() != null) {
            wrapper.setAsyncSupported(servlet.getAsyncSupported());
        }
        return wrapper;
    }
}
