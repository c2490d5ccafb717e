package io.roomcast.room;

import io.roomcast.room.log.Engine;
import io.roomcast.room.log.Member;
import io.roomcast.room.program.Programs;
import io.roomcast.room.refusal.Code;
import io.roomcast.room.refusal.Ending;
import io.roomcast.room.refusal.Refusal;
import io.roomcast.room.time.Time;
import io.roomcast.room.time.Workers;
import io.roomcast.room.who.Access;
import io.roomcast.room.who.Names;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * All rooms: the one bean that every transport shares. A room is in memory while somebody uses it; where its log lives
 * is the engine's business. Any thread.
 */
public class Rooms {
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int ROOMS_AT_ONCE = 200;
    private static final int PAUSES = 20;

    private final Engine engine;
    private final Access access;
    private final Time time;
    private final Workers workers;
    private final Limits limits;
    private final Commits commits;
    private final Programs programs;
    private final Budget ringBudget;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private volatile Optional<Supplier<Ending>> farewell = Optional.empty();

    /** A room, and when somebody last asked for it. */
    private record Held(Room room, long asked) {}

    /** For the proxy of the container alone; it hands every call on to a bean that was made by the other one. */
    protected Rooms() {
        this.engine = null;
        this.access = null;
        this.time = null;
        this.workers = null;
        this.limits = null;
        this.commits = null;
        this.programs = null;
        this.ringBudget = null;
    }

    /** Rooms in which no program reacts. */
    public Rooms(Engine engine, Access access, Time time, Workers workers, Limits limits) {
        this(engine, access, time, workers, limits, Programs.NONE);
    }

    public Rooms(Engine engine, Access access, Time time, Workers workers, Limits limits, Programs programs) {
        this.engine = engine;
        this.access = access;
        this.time = time;
        this.workers = workers;
        this.limits = limits;
        this.commits = new Commits(engine, time, workers, limits);
        this.programs = programs;
        this.ringBudget = new Budget(limits.ringBytes());
        nextTick();
    }

    /** The room of this name, in its normal form; creates nothing that would stay. */
    public Room room(String name) {
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
    public Optional<Room> known(String name) {
        return Optional.ofNullable(held.get(name)).map(Held::room);
    }

    /** The rooms that are in memory. */
    public Collection<Room> inMemory() {
        return held.values().stream().map(Held::room).toList();
    }

    /** Whether a member is in the room, or left it no longer ago than the life of a token. Brings no room into memory. */
    public CompletionStage<Boolean> remembers(String name, Member member) {
        return engine.remembers(Names.room(name), member);
    }

    public Access access() {
        return access;
    }

    public Limits limits() {
        return limits;
    }

    /** Why this server should not be sent anybody at the moment; empty while it is ready. */
    public Optional<String> notReady() {
        return farewell.isPresent() ? Optional.of("draining") : engine.trouble();
    }

    /** The server is about to stop: everybody is told to come back, spread over a while. */
    public void drain(Duration spread, RandomGenerator random) {
        Supplier<Ending> next = () -> Ending.of(Code.DRAINING).comeBackWithin(spread, random);
        farewell = Optional.of(next);
        for (Room room : inMemory()) {
            room.readers().each(cursor -> cursor.end(next.get()));
        }
    }

    /** What a reader is told that comes while the server is about to stop. */
    public Optional<Ending> farewell() {
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

    Commits commits() {
        return commits;
    }

    Programs programs() {
        return programs;
    }

    Budget ringBudget() {
        return ringBudget;
    }
}
