package io.roomcast.program;

import io.roomcast.room.who.Names;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a program that acts by itself injects: all rooms, and a clock. Any thread. Not before {@link Started}: there is no
 * configuration yet.
 */
public class Roomcast {
    private static final System.Logger LOG = System.getLogger(Roomcast.class.getName());

    private static final String ONCE = "once ";
    private static final Duration SHORTEST = Duration.ofSeconds(30);

    private final Stage stage;

    /** For the proxy of the container alone. */
    protected Roomcast() {
        this.stage = null;
    }

    Roomcast(Stage stage) {
        this.stage = stage;
    }

    /** The room of this name; it need not have been used before. */
    public Audience room(String name) {
        return new Audience(stage, Names.room(name));
    }

    /** Ends a room: who is in it is told so, its messages are gone, and who uses the name again begins anew. */
    public CompletionStage<Void> remove(String name) {
        return stage.promise(stage.rooms().remove(name));
    }

    /**
     * Does something again and again, a while after it was done the last time. Of several servers that share a store one
     * does it, and another takes over when that is gone: never two at once, as long as each run ends within three times
     * {@code every}, or 30 seconds if that is longer. What it throws is reported and ends nothing.
     *
     * @return run it, and it ends
     */
    public Runnable once(String name, Duration every, Runnable task) {
        AtomicBoolean on = new AtomicBoolean(true);
        again(new Repeated(ONCE + name, every, task, on));
        return () -> {
            if (on.compareAndSet(true, false)) {
                stage.rooms().release(ONCE + name);
            }
        };
    }

    /** What is done again and again while it is on. */
    private record Repeated(String name, Duration every, Runnable task, AtomicBoolean on) {
        Duration lease() {
            Duration three = every.multipliedBy(3);
            return three.compareTo(SHORTEST) > 0 ? three : SHORTEST;
        }
    }

    private void again(Repeated one) {
        ProgramThreads threads = stage.threads();
        threads.time()
                .after(
                        one.every(),
                        () -> threads.observing().execute(() -> {
                            if (one.on().get()) {
                                claim(one);
                            }
                        }));
    }

    /** A store that does not answer lets nobody do it. */
    private void claim(Repeated one) {
        stage.rooms()
                .claim(one.name(), one.lease())
                .exceptionally(away -> false)
                .thenAcceptAsync(
                        mine -> {
                            if (mine && one.on().get()) {
                                run(one);
                            }
                            again(one);
                        },
                        stage.threads().observing());
    }

    private static void run(Repeated one) {
        try {
            one.task().run();
        } catch (RuntimeException | Error broken) {
            LOG.log(Level.ERROR, "the program " + one.name() + " failed; it goes on", broken);
        }
    }
}
