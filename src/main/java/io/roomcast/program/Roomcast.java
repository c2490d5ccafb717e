package io.roomcast.program;

import io.roomcast.room.who.Names;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * What a program that acts by itself injects: all rooms, and a clock. Any thread. Not before {@link Started}: there is no
 * configuration yet.
 */
public class Roomcast {

    private static final String ONCE = "once ";

    private final ProgramHost host;

    /** For the proxy of the container alone. */
    protected Roomcast() {
        this.host = null;
    }

    Roomcast(ProgramHost host) {
        this.host = host;
    }

    /** The room of this name; it need not have been used before. */
    public Audience room(String name) {
        return new Audience(host, Names.room(name));
    }

    /** Ends a room: who is in it is told so, its messages are gone, and who uses the name again begins anew. */
    public CompletionStage<Void> remove(String name) {
        return host.promise(host.rooms().remove(name));
    }

    /**
     * Does something again and again, a while after it was done the last time. Of several servers that share a store one
     * does it, and another takes over within half a minute when that is gone; never two at once, as long as the store
     * answers. What it throws is reported and ends nothing.
     *
     * @return run it, and it ends, when the run that is under way is over
     */
    public Runnable once(String name, Duration every, Runnable task) {
        LeasedTask one = new LeasedTask(host.rooms(), host.threads(), ONCE + name, every, task);
        one.again();
        return one::end;
    }
}
