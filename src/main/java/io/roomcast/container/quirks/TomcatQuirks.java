package io.roomcast.container.quirks;

import io.roomcast.channel.Quirks;
import io.roomcast.channel.websocket.Wire;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.websocket.Session;
import java.net.MalformedURLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.WebResourceRoot.ResourceSetType;

/**
 * Tomcat 10.1 and 11, and the one under {@code java -jar}. It has no CDI. Its pings and closes block for 20 s and more by
 * default. When it stops the application, maybe before we drain, it reports a timeout of each asynchronous request,
 * although there is none, and answers 500 where nobody else has answered by then.
 */
public final class TomcatQuirks implements Quirks {
    /** The attribute of a request that is a task, which enlarges the buffers of its connection. */
    public static final String LARGE_BUFFERS = "io.roomcast.large-buffers";

    private static final String BLOCKING_SEND = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";
    private static final String CLOSE_ANSWER = "org.apache.tomcat.websocket.SESSION_CLOSE_TIMEOUT";

    /** The buffers of {@code java -jar} are small, and it writes no more than one of them at once. */
    @Override
    public void expectLargeTexts(ServletRequest request) {
        if (request.getAttribute(LARGE_BUFFERS) instanceof Runnable enlarge) {
            enlarge.run();
        }
    }

    @Override
    public Optional<Wire> wire(Session session, Duration write) {
        return TomcatWire.of(session, write);
    }

    /** Tomcat would keep buffers of that size for each session that has sent a text. Parts need none. */
    @Override
    public void limitMessages(Session session, int bytes) {}

    /** Tomcat reads these at each write. */
    @Override
    public void limitBlocking(Session session, Duration send, Duration closeAnswer) {
        session.getUserProperties().put(BLOCKING_SEND, send.toMillis());
        session.getUserProperties().put(CLOSE_ANSWER, closeAnswer.toMillis());
    }

    /** Tomcat remembers the classes that it did not find, so none of them may have been loaded. */
    @Override
    public boolean addJars(ServletContext context, String folder) throws ServletException {
        if (!(context.getAttribute("org.apache.catalina.resources") instanceof WebResourceRoot resources)) {
            return false;
        }
        Set<String> jars = new TreeSet<>(context.getResourcePaths(folder));
        for (String jar : jars) {
            add(context, resources, jar);
        }
        return true;
    }

    private static void add(ServletContext context, WebResourceRoot resources, String jar) throws ServletException {
        try {
            resources.createWebResourceSet(
                    ResourceSetType.CLASSES_JAR, "/WEB-INF/classes", context.getResource(jar), "/");
        } catch (MalformedURLException e) {
            throw new ServletException("Cannot open " + jar, e);
        }
    }
}
