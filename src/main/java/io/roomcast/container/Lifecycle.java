package io.roomcast.container;

import io.roomcast.config.Key;
import io.roomcast.room.Room;
import io.roomcast.room.Rooms;
import io.roomcast.wire.Reception;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Start and end of the application. Everything is made when it starts, so that a mistake in the configuration stops the
 * start and not the first visitor; before it stops, everybody is told to come back.
 */
@ApplicationScoped
public class Lifecycle {
    /** Where {@code java -jar} finds what is to be run before it stops the application. */
    public static final String DRAIN = "roomcast.drain";

    private static final Duration TIDYING = Duration.ofSeconds(10);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final AtomicBoolean drained = new AtomicBoolean();

    @Inject
    private Settings settings;

    @Inject
    private Reception reception;

    void start(@Observes @Initialized(ApplicationScoped.class) Object started, ServletContext context) {
        context.setAttribute(DRAIN, (Runnable) this::drain);
        tidyNow();
    }

    private void tidyNow() {
        reception.publishes().tidy();
        reception.joins().tidy();
        reception.time().after(TIDYING, this::tidyNow);
    }

    void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object stopping) {
        drain();
    }

    /** Tells everybody to come back, and waits a moment for the words to be out. Called by the thread that stops us. */
    private void drain() {
        if (!drained.compareAndSet(false, true)) {
            return;
        }
        Rooms rooms = reception.rooms();
        rooms.drain(settings.configuration().duration(Key.DRAIN), new SecureRandom());
        long end = System.nanoTime() + FAREWELL.toNanos();
        while (anybodyReads(rooms) && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }

    private static boolean anybodyReads(Rooms rooms) {
        return rooms.inMemory().stream().mapToInt(Room::readerCount).sum() > 0;
    }
}
