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
     * Does something again and again, a while after it was done the last time. Of several servers that share a store only
     * one does it. What it throws is reported and ends nothing.
     *
     * @return run it, and it ends
     */
    public Runnable once(String name, Duration every, Runnable task) {
        AtomicBoolean on = new AtomicBoolean(true);
        again(name, every, task, on);
        return () -> on.set(false);
    }

    private void again(String name, Duration every, Runnable task, AtomicBoolean on) {
        ProgramThreads threads = stage.threads();
        threads.time()
                .after(
                        every,
                        () -> threads.observing().execute(() -> {
                            if (!on.get()) {
                                return;
                            }
                            try {
                                task.run();
                            } catch (RuntimeException | Error broken) {
                                LOG.log(Level.ERROR, "the program " + name + " failed; it goes on", broken);
                            }
                            again(name, every, task, on);
                        }));
    }
}
