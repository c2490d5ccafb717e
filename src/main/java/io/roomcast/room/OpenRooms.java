package io.roomcast.room;

import io.roomcast.room.log.Engine;
import io.roomcast.room.log.Event;
import io.roomcast.room.log.GuardedEngine;
import io.roomcast.room.log.Position;
import io.roomcast.room.log.Receipt;
import io.roomcast.room.log.Watch;
import io.roomcast.room.program.Programs;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.Time;
import io.roomcast.room.time.Workers;
import io.roomcast.room.who.Names;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The rooms that are in memory, by their names. What is heard of a room, from its engine or from what was published here,
 * finds it by name; nobody but the domain holds a room, because an idle one is forgotten. Any thread.
 */
final class OpenRooms implements Watch, GroupCommit.News {
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int ROOMS_AT_ONCE = 200;
    private static final int PAUSES = 20;

    private final Engine engine;
    private final Time time;
    private final Workers workers;
    private final Limits limits;
    private final GroupCommit commits;
    private final Programs programs;
    private final Tail.Budget ringBudget;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private volatile Optional<Supplier<Ending>> farewell = Optional.empty();

    /** A room, and when somebody last asked for it. */
    private record Held(Room room, long asked) {}

    OpenRooms(Engine engine, Time time, Workers workers, Limits limits, Programs programs) {
        this.engine = new GuardedEngine(engine);
        this.time = time;
        this.workers = workers;
        this.limits = limits;
        this.commits = new GroupCommit(this.engine, time, workers, limits, this);
        this.programs = programs;
        this.ringBudget = new Tail.Budget(limits.ringBytes());
        nextTick();
    }

    /** The room of this name, in its normal form; creates nothing that would stay. */
    Room room(String name) {
        String normal = Names.room(name);
        return held.compute(normal, (same, old) -> {
                    if (old == null && held.size() >= limits.rooms()) {
                        throw new Refusal(Code.TOO_MANY, "too many rooms are in use");
                    }
                    return new Held(old == null ? new Room(this, same) : old.room(), time.elapsed());
                })
                .room();
    }

    /** The room if it is in memory. */
    Optional<Room> known(String name) {
        return Optional.ofNullable(held.get(name)).map(Held::room);
    }

    /** The names of all that are in memory. */
    List<String> names() {
        return List.copyOf(held.keySet());
    }

    void each(Consumer<Room> deed) {
        held.values().forEach(one -> deed.accept(one.room()));
    }

    @Override
    public void grew(String room, Position head, List<Event> events) {
        known(room).ifPresent(one -> one.grew(head, events));
    }

    @Override
    public void landed(String room, Receipt receipt) {
        if (receipt instanceof Receipt.Appended appended) {
            grew(room, appended.position(), appended.events());
        } else if (receipt instanceof Receipt.Repeated repeated) {
            grew(room, repeated.position(), List.of());
        }
    }

    @Override
    public void doubtful(String room) {
        known(room).ifPresent(one -> one.log().look());
    }

    /** From now on whoever begins to read is told this instead. */
    void sayFarewell(Supplier<Ending> next) {
        farewell = Optional.of(next);
    }

    /** What a reader is told that comes while the server is about to stop. */
    Optional<Ending> farewell() {
        return farewell.map(Supplier::get);
    }

    private void nextTick() {
        time.after(Duration.ofMillis(limits.tick()), () -> workers.execute(this::tick));
    }

    private void tick() {
        nextTick();
        engine.tidy();
        lookAt(held.values().iterator(), Math.max(ROOMS_AT_ONCE, held.size() / PAUSES));
    }

    /** Many rooms are looked at with pauses between, so that what is published meanwhile need not wait for all of them. */
    private void lookAt(Iterator<Held> rooms, int some) {
        long now = time.elapsed();
        for (int count = 0; count < some && rooms.hasNext(); count++) {
            Held next = rooms.next();
            next.room().readers().tick(now);
            forgetIfIdle(next, now);
        }
        if (rooms.hasNext()) {
            time.after(
                    Duration.ofMillis(limits.tick() / (2 * PAUSES)), () -> workers.execute(() -> lookAt(rooms, some)));
        }
    }

    /** A room that was asked for a moment ago may be about to be used, so it is kept for a while. */
    private void forgetIfIdle(Held one, long now) {
        boolean old = now - one.asked() > KEPT.toMillis();
        if (old && one.room().isIdle()) {
            held.computeIfPresent(
                    one.room().name(), (same, current) -> current.equals(one) ? forgotten(one.room()) : current);
        }
    }

    /** While this is done nobody gets the room anew, so the engine forgets nothing that was just told it. */
    private Held forgotten(Room room) {
        room.forget();
        engine.rest(room.name());
        return null;
    }

    Engine engine() {
        return engine;
    }

    Time time() {
        return time;
    }

    Workers workers() {
        return workers;
    }

    Limits limits() {
        return limits;
    }

    GroupCommit commits() {
        return commits;
    }

    Programs programs() {
        return programs;
    }

    Tail.Budget ringBudget() {
        return ringBudget;
    }
}
