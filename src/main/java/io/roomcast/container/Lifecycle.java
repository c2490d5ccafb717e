package io.roomcast.container;

import io.roomcast.config.Key;
import io.roomcast.config.Misconfigured;
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
 * Start and end of the application. Everything is made when it starts, so that a mistake in the configuration stops the
 * start and not the first visitor; before it stops, everybody is told to come back.
 */
@WebListener
public class Lifecycle implements ServletContextListener {
    /** Where {@code java -jar} finds what is to be run before it stops the application. */
    public static final String DRAIN = "roomcast.drain";

    /** Where it leaves what takes the sentence that says why the application does not start. */
    public static final String FAILED = "roomcast.failed";

    private static final System.Logger LOG = System.getLogger(Lifecycle.class.getName());
    private static final Duration TIDYING = Duration.ofSeconds(10);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Duration LINGER = Duration.ofMillis(500);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final AtomicBoolean drained = new AtomicBoolean();

    @Inject
    private Settings settings;

    @Inject
    private Instance<Ingress> receptions;

    @Inject
    private Instance<WebSocketConnections> connections;

    @Inject
    private Instance<EngineSessions> engines;

    @Inject
    private Instance<TcpServer> gateways;

    @Inject
    private Instance<ProgramHost> programs;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        try {
            settings.read(context);
            settings.warning().ifPresent(warning -> LOG.log(Level.WARNING, warning));
            tidyNow(receptions.get());
            gateways.get().address().ifPresent(address -> context.setAttribute(ServerInfoServlet.TCP, address));
            context.setAttribute(DRAIN, (Runnable) this::drain);
            programs.get().started();
        } catch (RuntimeException failure) {
            drained.set(true);
            String sentence = sentence(failure).orElseThrow(() -> failure);
            if (context.getAttribute(FAILED) instanceof Consumer<?> told) {
                tell(told, sentence);
            }
            throw new IllegalStateException("Roomcast does not start: " + sentence);
        }
    }

    @SuppressWarnings("unchecked")
    private static void tell(Consumer<?> told, String sentence) {
        ((Consumer<String>) told).accept(sentence);
    }

    /** What is wrong with the configuration or the store is said in a sentence, and a stack would only hide it. */
    private static Optional<String> sentence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Misconfigured || cause instanceof IOException) {
                return Optional.of(cause.getMessage());
            }
        }
        return Optional.empty();
    }

    private void tidyNow(Ingress ingress) {
        ingress.publishes().tidy();
        ingress.joins().tidy();
        ingress.newRooms().tidy();
        ingress.time().after(TIDYING, () -> tidyNow(ingress));
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        drain();
        letGoOfOurTypes();
    }

    /**
     * Java 17 holds on to the type whose equals it linked last, and by it to our class loader: so that is one of its own.
     */
    private static void letGoOfOurTypes() {
        MethodType equals = MethodType.methodType(boolean.class, String.class, Object.class);
        try {
            ObjectMethods.bootstrap(MethodHandles.publicLookup(), "equals", equals, String.class, "");
        } catch (Throwable otherJava) {
            LOG.log(Level.DEBUG, () -> "nothing to let go of: " + otherJava);
        }
    }

    /** Tells everybody to come back, and waits a moment for the words to be out. Called by the thread that stops us. */
    private void drain() {
        if (!drained.compareAndSet(false, true)) {
            return;
        }
        Duration spread = settings.configuration().duration(Key.DRAIN);
        SecureRandom random = new SecureRandom();
        Rooms rooms = receptions.get().rooms();
        rooms.drain(spread, random);
        connections.get().drain(spread, random);
        engines.get().drain(spread, random);
        gateways.get().drain(spread, random);
        long begun = System.nanoTime();
        // Who is between two polls, or about to connect, still comes to hear it.
        while (System.nanoTime() - begun < LINGER.toNanos()
                || (anybodyIsHere(rooms) && System.nanoTime() - begun < FAREWELL.toNanos())) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private boolean anybodyIsHere(Rooms rooms) {
        int readers = rooms.inMemory().stream().mapToInt(rooms::readers).sum();
        int connected = connections.get().count()
                + engines.get().count()
                + gateways.get().count();
        return readers + connected > 0;
    }
}
