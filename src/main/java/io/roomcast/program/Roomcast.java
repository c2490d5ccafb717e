package io.roomcast.program;

import io.roomcast.room.who.Names;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * The entry point for a program that acts by itself: all rooms, and repeated tasks. Inject it, and use it after
 * {@link Started}; before, there is no configuration. Any thread.
 */
public class Roomcast {

    private static final String ONCE = "once ";

    private final ProgramHost host;

    /** For CDI's client proxy only. */
    protected Roomcast() {
        this.host = null;
    }

    Roomcast(ProgramHost host) {
        this.host = host;
    }

    /** Returns the room of this name, which need not exist yet. */
    public Audience room(String name) {
        return new Audience(host, Names.room(name));
    }

    /** Removes a room: its readings end, its events are deleted, and the next use of the name starts a new log. */
    public CompletionStage<Void> remove(String name) {
        return host.promise(host.rooms().remove(name));
    }

    /**
     * Runs a task repeatedly, with a pause of {@code every} before each run, on one server at a time. Of several
     * servers that share a store one runs it, and another takes over within half a minute after that one fails; never
     * two at once, as long as the store answers. An exception is logged, and the task goes on.
     *
     * @param name the name of the lease by which servers agree on one
     * @return stops the task; a run under way finishes
     */
    public Runnable once(String name, Duration every, Runnable task) {
        LeasedTask one = new LeasedTask(host.rooms(), host.threads(), ONCE + name, every, task);
        one.again();
        return one::end;
    }
}
