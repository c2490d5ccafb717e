package io.roomcast.container;

import io.roomcast.config.Key;
import io.roomcast.config.Misconfigured;
import io.roomcast.container.quirks.ContainerQuirks;
import io.roomcast.page.ServerInfoServlet;
import io.roomcast.program.ProgramHost;
import io.roomcast.room.Rooms;
import io.roomcast.socketio.engine.EngineSessions;
import io.roomcast.tcp.TcpServer;
import io.roomcast.wire.Ingress;
import io.roomcast.ws.WebSocketConnections;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The start and end of the application. Everything is created at the start, so that a mistake in the configuration
 * stops the start and not the first client. Before the end, clients are told to reconnect.
 */
@WebListener
public class Lifecycle implements ServletContextListener {
    /** The context attribute with the task that {@code java -jar} runs before it stops the application. */
    public static final String DRAIN = "roomcast.drain";

    /** The context attribute with the consumer to which {@code java -jar} wants the reason of a failed start. */
    public static final String FAILED = "roomcast.failed";

    private static final System.Logger LOG = System.getLogger(Lifecycle.class.getName());
    private static final Duration EXPIRY = Duration.ofSeconds(10);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Duration LINGER = Duration.ofMillis(500);
    private static final Duration POLL = Duration.ofMillis(10);

    private final AtomicBoolean drained = new AtomicBoolean();

    @Inject
    private ContainerQuirks container;

    @Inject
    private Settings settings;

    @Inject
    private Instance<Ingress> ingress;

    @Inject
    private Instance<WebSocketConnections> connections;

    @Inject
    private Instance<EngineSessions> engines;

    @Inject
    private Instance<TcpServer> tcp;

    @Inject
    private Instance<ProgramHost> programs;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        try {
            container.recognize(context);
            settings.read(context);
            settings.warning().ifPresent(warning -> LOG.log(Level.WARNING, warning));
            tidyRates(ingress.get());
            tcp.get().address().ifPresent(address -> context.setAttribute(ServerInfoServlet.TCP, address));
            context.setAttribute(DRAIN, (Runnable) this::drain);
            programs.get().started();
        } catch (RuntimeException failure) {
            drained.set(true);
            String sentence = sentence(failure).orElseThrow(() -> failure);
            if (context.getAttribute(FAILED) instanceof Consumer<?> consumer) {
                tell(consumer, sentence);
            }
            throw new IllegalStateException("Roomcast does not start: " + sentence);
        }
    }

    @SuppressWarnings("unchecked")
    private static void tell(Consumer<?> consumer, String sentence) {
        ((Consumer<String>) consumer).accept(sentence);
    }

    /** Returns the message about a bad configuration or store. It needs no stack trace, which would only hide it. */
    private static Optional<String> sentence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Misconfigured || cause instanceof IOException) {
                return Optional.of(cause.getMessage());
            }
        }
        return Optional.empty();
    }

    private static void tidyRates(Ingress all) {
        all.publishes().tidy();
        all.joins().tidy();
        all.newRooms().tidy();
        all.time().after(EXPIRY, () -> tidyRates(all));
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        drain();
        releaseOurTypes();
    }

    /** Links another equals method: Java 17 refers to the type that it linked last, and so to our class loader. */
    private static void releaseOurTypes() {
        MethodType equals = MethodType.methodType(boolean.class, String.class, Object.class);
        try {
            ObjectMethods.bootstrap(MethodHandles.publicLookup(), "equals", equals, String.class, "");
        } catch (Throwable otherJava) {
            LOG.log(Level.DEBUG, () -> "no type to release: " + otherJava);
        }
    }

    /** Tells clients to reconnect, and waits up to two seconds until they know. Called by the thread that stops us. */
    private void drain() {
        if (!drained.compareAndSet(false, true)) {
            return;
        }
        Duration spread = settings.configuration().duration(Key.DRAIN);
        SecureRandom random = new SecureRandom();
        Rooms rooms = ingress.get().rooms();
        rooms.drain(spread, random);
        connections.get().drain(spread, random);
        engines.get().drain(spread, random);
        tcp.get().drain(spread, random);
        long begun = System.nanoTime();
        // A client between two polls or about to connect has at least this long to be told.
        while (System.nanoTime() - begun < LINGER.toNanos()
                || (hasClients(rooms) && System.nanoTime() - begun < FAREWELL.toNanos())) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private boolean hasClients(Rooms rooms) {
        int readers = rooms.inMemory().stream().mapToInt(rooms::readers).sum();
        int connected =
                connections.get().count() + engines.get().count() + tcp.get().count();
        return readers + connected > 0;
    }
}
