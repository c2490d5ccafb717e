package io.roomcast.container.quirks;

import io.roomcast.channel.Quirks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.ServletContext;

/**
 * The quirks of the container that runs the application. They are recognized once, when the application starts, before
 * any other bean asks. A container's class is loaded only in that container: it may use classes that others lack.
 */
@ApplicationScoped
public class ContainerQuirks {
    private Quirks quirks = Quirks.NONE;

    /** Returns the quirks of the container that has made this context. */
    public static Quirks of(ServletContext context) {
        String name = context.getServerInfo();
        // GlassFish and Payara set this property, whatever name they are given.
        if (System.getProperty("com.sun.aas.instanceRoot") != null) {
            return new GrizzlyQuirks();
        }
        if (name.startsWith("IBM WebSphere Liberty/")) {
            return new LibertyQuirks();
        }
        if (name.startsWith("jetty/")) {
            return new JettyQuirks();
        }
        if (context.getClass().getName().startsWith("io.undertow.")) {
            return new UndertowQuirks();
        }
        // A Tomcat may hide its name.
        return context.getAttribute("org.apache.catalina.resources") != null ? new TomcatQuirks() : Quirks.NONE;
    }

    /** Recognizes the container; called once, before any other method. */
    public void recognize(ServletContext context) {
        quirks = of(context);
    }

    public Quirks quirks() {
        return quirks;
    }
}
