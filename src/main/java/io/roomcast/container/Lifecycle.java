package io.roomcast.container;

import io.roomcast.config.Key;
import io.roomcast.room.Room;
import io.roomcast.room.Rooms;
import io.roomcast.wire.Reception;
import io.roomcast.ws.Connections;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Start and end of the application. Everything is made when it starts, so that a mistake in the configuration stops the
 * start and not the first visitor; before it stops, everybody is told to come back.
 */
@WebListener
public class Lifecycle implements ServletContextListener {
    /** Where {@code java -jar} finds what is to be run before it stops the application. */
    public static final String DRAIN = "roomcast.drain";

    private static final System.Logger LOG = System.getLogger(Lifecycle.class.getName());
    private static final Duration TIDYING = Duration.ofSeconds(10);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Duration LINGER = Duration.ofMillis(500);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final AtomicBoolean drained = new AtomicBoolean();

    @Inject
    private Settings settings;

    @Inject
    private Instance<Reception> receptions;

    @Inject
    private Instance<Connections> connections;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        settings.read(context);
        context.setAttribute(DRAIN, (Runnable) this::drain);
        tidyNow(receptions.get());
    }

    private void tidyNow(Reception reception) {
        reception.publishes().tidy();
        reception.joins().tidy();
        reception.newRooms().tidy();
        reception.time().after(TIDYING, () -> tidyNow(reception));
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
        long begun = System.nanoTime();
        // Who is between two polls, or about to connect, still comes to hear it.
        while (System.nanoTime() - begun < LINGER.toNanos()
                || (anybodyIsHere(rooms) && System.nanoTime() - begun < FAREWELL.toNanos())) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private boolean anybodyIsHere(Rooms rooms) {
        int readers = rooms.inMemory().stream().mapToInt(Room::readerCount).sum();
        return readers + connections.get().count() > 0;
    }
}
