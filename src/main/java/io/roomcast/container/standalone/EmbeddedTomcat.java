package io.roomcast.container.standalone;

import io.roomcast.container.Lifecycle;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.catalina.webresources.JarResourceSet;
import org.apache.catalina.webresources.StandardRoot;
import org.apache.tomcat.util.modeler.Registry;

/**
 * One Tomcat with one connector and the web application in a folder. Small buffers, because most connections are idle
 * most of the time. The thread that starts it waits for its end; any thread may stop it.
 */
final class EmbeddedTomcat {
    private static final String WEBSOCKET = "org.apache.tomcat.websocket.";
    private static final Map<String, String> SMALL_SOCKET_BUFFERS =
            Map.of("socket.appReadBufSize", "512", "socket.appWriteBufSize", "512");
    /** Waiting polls each hold a connection; what is left of a refused body is not worth reading. */
    private static final Map<String, String> BOUNDS = Map.of("maxConnections", "20000", "maxSwallowSize", "65536");

    /** A slow body is answered by us before the container gives it up. */
    private static final Duration LATER = Duration.ofSeconds(10);

    private static final long UNLOAD_DELAY = 200;

    private static final Map<String, String> SMALL_WEBSOCKET_BUFFERS =
            Map.of(WEBSOCKET + "textBufferSize", "512", WEBSOCKET + "binaryBufferSize", "128");

    /** Nothing here waits for a peer, so a few threads are enough, however many connections there are. */
    private static final int THREADS = Math.max(8, 4 * Runtime.getRuntime().availableProcessors());

    private final Tomcat tomcat;
    private final Connector connector;
    private final StandardContext context;

    EmbeddedTomcat(Path folder, InetSocketAddress http, Duration arrival) {
        System.setProperty(WEBSOCKET + "DEFAULT_BUFFER_SIZE", "512");
        // Describing everything for JMX takes a quarter of the start. It is switched off before the first part is made.
        Registry.disableRegistry();
        connector = new Connector(new PatientHttp(arrival)) {
            @Override
            public Request createRequest() {
                return new AnsweredRequest(this);
            }
        };
        tomcat = new Tomcat();
        // Nothing below WEB-INF is served.
        tomcat.setBaseDir(folder.resolve("WEB-INF/tomcat").toString());
        connector.setProperty("address", http.getHostString());
        connector.setPort(http.getPort());
        connector.setThrowOnFailure(true);
        connector.setProperty("maxThreads", Integer.toString(THREADS));
        // Each keeps 20 KB for its next request: as many as can be at work, not as many as ever waited. What is kept of
        // closed connections keeps theirs alive as well, so nothing is.
        connector.setProperty("socket.bufferPool", "0");
        connector.setProperty("processorCache", Integer.toString(THREADS));
        SMALL_SOCKET_BUFFERS.forEach(connector::setProperty);
        BOUNDS.forEach(connector::setProperty);
        long silence = arrival.plus(LATER).toMillis();
        connector.setProperty("connectionTimeout", Long.toString(silence));
        tomcat.setConnector(connector);
        tomcat.getEngine().setParentClassLoader(getClass().getClassLoader());
        tomcat.getHost().getPipeline().addValve(terseErrors());
        // The defaults want JSP, which is not here.
        tomcat.setAddDefaultWebXmlToWebapp(false);
        context = (StandardContext) tomcat.addWebapp("", folder.toString());
        SMALL_WEBSOCKET_BUFFERS.forEach(context::addParameter);
        context.setUnloadDelay(UNLOAD_DELAY);
        context.setResources(new StandardRoot(context));
        // The loader above Tomcat's has everything but programs, and CDI must find each class only once.
        context.setDelegate(true);
        // No jar of ours has a fragment or an annotated servlet. Reading them all is a twentieth of the start.
        context.getJarScanner().setJarScanFilter((type, jar) -> false);
        serveFiles();
    }

    /** Keeps stack traces out of the answers to requests that Tomcat refuses by itself, such as a broken request line. */
    private static ErrorReportValve terseErrors() {
        ErrorReportValve valve = new ErrorReportValve();
        valve.setShowReport(false);
        valve.setShowServerInfo(false);
        return valve;
    }

    private void serveFiles() {
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
        context.addWelcomeFile("index.html");
        Tomcat.addDefaultMimeTypeMappings(context);
    }

    /** Puts a jar behind all that the application's class path has, before it is bound. */
    void add(Path jar) {
        WebResourceRoot resources = context.getResources();
        resources.addPostResources(new JarResourceSet(resources, "/WEB-INF/classes", jar.toString(), "/"));
    }

    /** Leaves something for the application to find when it starts. */
    void tell(String attribute, Object value) {
        context.getServletContext().setAttribute(attribute, value);
    }

    void bind() throws BindException, LifecycleException {
        try {
            tomcat.init();
        } catch (LifecycleException e) {
            if (rootOf(e) instanceof BindException taken) {
                throw taken;
            }
            throw e;
        }
    }

    /** @throws IOException with the sentence in which the application says why it does not start */
    void start() throws LifecycleException, IOException {
        AtomicReference<String> failure = new AtomicReference<>();
        tell(Lifecycle.FAILED, (Consumer<String>) sentence -> {
            failure.set(sentence);
            // Tomcat would add stack traces to the one sentence that matters.
            for (Handler handler : Logger.getLogger("").getHandlers()) {
                handler.setFilter(line -> !line.getLoggerName().startsWith("org.apache"));
            }
        });
        tomcat.start();
        if (failure.get() != null) {
            throw new IOException(failure.get());
        }
        if (context.getState() != LifecycleState.STARTED) {
            throw new LifecycleException("The application did not start; the log says why");
        }
    }

    /** Returns what the application left under this attribute. */
    Optional<Object> left(String attribute) {
        return Optional.ofNullable(context.getServletContext().getAttribute(attribute));
    }

    int port() {
        return connector.getLocalPort();
    }

    void await() {
        tomcat.getServer().await();
    }

    /** Lets the application say bye, then stops. */
    void drainAndStop() {
        left(Lifecycle.DRAIN).map(Runnable.class::cast).ifPresent(Runnable::run);
        stop();
    }

    private void stop() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            System.getLogger(EmbeddedTomcat.class.getName())
                    .log(System.Logger.Level.WARNING, "Tomcat did not stop cleanly", e);
        }
    }

    private static Throwable rootOf(Throwable error) {
        return error.getCause() == null ? error : rootOf(error.getCause());
    }
}
